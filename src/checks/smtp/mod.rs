//! SMTP.
pub mod banner;
pub mod command;
pub mod dialogue;
pub mod ehlo;
pub mod reply;
pub mod talk;
