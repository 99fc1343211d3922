//! Placeholders. To be written next.
