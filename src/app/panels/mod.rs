//! Places and bars of the window. Each sees a scene and asks by wish; none knows another.

pub mod bottom_bar;
pub mod case_menu;
pub mod case_words;
pub mod checks;
pub mod clock_picker;
pub mod collect;
pub mod coverage;
pub mod empty;
pub mod evidence;
pub mod investigate;
pub mod journal;
pub mod notice;
pub mod rail;
pub mod remediate;
pub mod report;
pub mod shortcuts_page;
pub mod site;
pub mod source_detail;
pub mod source_rows;
pub mod source_words;
pub mod top_bar;
pub mod zone_picker;
