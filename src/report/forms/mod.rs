//! The roster of forms: a document becomes PDF, pages on screen, HTML, text. None knows a case.

pub mod html;
mod markup;
pub mod pdf;
pub mod svg;
pub mod text;

/// A form that a report is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// Tagged archival PDF.
    #[default]
    Pdf,
    /// One HTML file without scripts.
    Html,
    /// Plain text.
    Text,
}

impl Form {
    /// All, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Html, Self::Text];

    /// How a file's name ends; `report-form-<ending>` words it.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Text => "txt",
        }
    }
}
