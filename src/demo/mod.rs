//! An invented incident, written as the files a client would bring.
//!
//! One seed tells one story; the story knows its own answers, and the files are written from it. All names
//! and addresses are of the ranges set aside for examples.
