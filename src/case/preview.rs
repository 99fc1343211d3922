//! Pages of the report as the window shows them. Plain data; the workbench fills it.

use crate::words::{Language, Phrase};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page as a picture.
#[derive(Clone, PartialEq, Eq)]
pub struct PageImage {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Red, green, blue, alpha for each pixel, row by row.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for PageImage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PageImage({} x {})", self.width, self.height)
    }
}

/// The report as it is now.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Is it being set?
    pub working: bool,
    /// Grows with every report that was set; pictures of another are dropped.
    pub number: u64,
    /// Language it was set in.
    pub language: Language,
    /// Widths and heights of the pages in points.
    pub pages: Vec<(f32, f32)>,
    /// First page of each section: its key, title and page from 0.
    pub outline: Vec<(String, String, usize)>,
    /// Pictures that are at hand, by page from 0; a few only.
    pub images: BTreeMap<usize, Arc<PageImage>>,
    /// Pixels a point of those pictures, in hundredths.
    pub scale: u32,
    /// Why it could not be set.
    pub failed: Option<Phrase>,
    /// What was written last: the sentence, and the file where it can be opened.
    pub written: Option<(Phrase, std::path::PathBuf)>,
    /// Is a file being written?
    pub writing: bool,
}
