//! The window.

pub mod panel;
pub mod theme;
