//! Small things that panels share. No panel, no case: theme and text in, painting out.

pub mod icons;
pub mod line_of_text;
pub mod marks;
pub mod newest;
pub mod parts;
pub mod row_position;
pub mod splitter;
pub mod time_axis;
pub mod typed;
pub mod virtual_table;
