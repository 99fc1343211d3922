//! The window.

pub mod fonts;
pub mod lists;
pub mod panel;
pub mod panels;
pub mod series;
pub mod style;
pub mod theme;
pub mod view;
pub mod widgets;
