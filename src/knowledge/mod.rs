//! What the field knows, typed and read from `assets/knowledge`: events, codes, lists. No evidence here.

pub mod thresholds;
