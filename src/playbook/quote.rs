//! Values out of evidence, made safe for a shell. To be written next.
