//! The window.

pub mod fonts;
pub mod panel;
pub mod style;
pub mod theme;
