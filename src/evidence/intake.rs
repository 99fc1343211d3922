//! Finds the files in what the user gave, and reads each one whole.
