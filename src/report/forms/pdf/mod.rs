//! The report set in pages: tagged archival PDF, and pictures of its pages. The one place that names the typesetter.
//!
//! A document becomes values (`data`), which a fixed template (`assets/report/template.typ`) sets. Texts are never
//! written into the typesetter's language, it sees no file of this machine (`world`), and no character can make an
//! export fail (`glyphs`).

mod breaks;
mod columns;
mod data;
mod glyphs;
mod world;

use crate::case::preview::PageImage;
use crate::case::report_settings::{Logo, LogoKind};
use crate::report::document::{Cover, Document};
use crate::task::Task;
use crate::words::Phrase;
use chrono::{DateTime, Datelike, Timelike, Utc};
use sha2::{Digest, Sha256};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::Introspector;
use typst::utils::{PicoStr, Scalar};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The last second that a PDF can name: the end of the year 9999.
const LAST_SECOND: i64 = 253_402_300_799;
/// Sharpest picture of a page: 8 pixels a point make one of 4,760 by 6,736.
const SHARPEST: f32 = 8.0;

/// A report that was set.
pub struct Typeset {
    pages: PagedDocument,
    outline: Vec<(String, String, usize)>,
    made: Option<Datetime>,
    ident: String,
}

impl std::fmt::Debug for Typeset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Typeset({} pages)", self.pages().len())
    }
}

/// Sets a report in pages. Touches no file and no network.
///
/// # Errors
/// It cannot be set; says why.
pub fn typeset(document: &Document, task: &Task) -> Result<Typeset, Phrase> {
    stop_if_cancelled(task)?;
    let logo = document.cover.logo.as_ref().filter(|logo| can_be_set(logo, document));
    let set = set(document, logo);
    // What the typesetter remembers would grow with every report.
    typst::comemo::evict(0);
    stop_if_cancelled(task)?;
    set
}

fn stop_if_cancelled(task: &Task) -> Result<(), Phrase> {
    if task.is_cancelled() { Err(Phrase::new("case-file-cancelled")) } else { Ok(()) }
}

fn set(document: &Document, logo: Option<&Logo>) -> Result<Typeset, Phrase> {
    let name = logo.map(|logo| match logo.kind {
        LogoKind::Png => "logo.png",
        LogoKind::Jpeg => "logo.jpg",
    });
    let values = data::values(document, name).to_string();
    let ident = Sha256::digest(&values).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut files = vec![("data.json", values.into_bytes())];
    files.extend(name.zip(logo).map(|(name, logo)| (name, logo.data.clone())));
    let made = date(document.made_at);
    let desk = world::Desk::new(files, made).ok_or_else(|| unset("path"))?;
    let pages: PagedDocument = typst::compile(&desk).output.map_err(|why| told(&why))?;
    let outline = outline(document, &pages);
    Ok(Typeset { pages, outline, made, ident })
}

/// Is it a picture that the standard takes? Else the cover does without it, rather than the client without a report.
fn can_be_set(logo: &Logo, document: &Document) -> bool {
    let cover = Cover::default();
    let sample = Document { cover, title: "–".into(), sections: Vec::new(), ..document.clone() };
    set(&sample, Some(logo)).and_then(|set| set.pdf()).is_ok()
}

fn date(made_at: i64) -> Option<Datetime> {
    let made = DateTime::<Utc>::from_timestamp(made_at.clamp(0, LAST_SECOND), 0)?;
    let (month, day) = (made.month() as u8, made.day() as u8);
    let (hour, minute, second) = (made.hour() as u8, made.minute() as u8, made.second() as u8);
    Datetime::from_ymd_hms(made.year(), month, day, hour, minute, second)
}

fn outline(document: &Document, pages: &PagedDocument) -> Vec<(String, String, usize)> {
    let page = |n: usize| {
        let label = Label::new(PicoStr::intern(&format!("section-{n}")))?;
        let heading = pages.introspector().query_label(label).ok()?;
        let page = pages.introspector().page(heading.location()?)?;
        Some(page.get() - 1)
    };
    let sections = document.sections.iter().enumerate();
    sections.filter_map(|(n, s)| Some((s.key.to_owned(), s.title.clone(), page(n)?))).collect()
}

fn told(why: &[SourceDiagnostic]) -> Phrase {
    unset(why.first().map_or("", |first| first.message.as_str()))
}

fn unset(why: &str) -> Phrase {
    Phrase::new("report-not-set").text("why", why)
}

impl Typeset {
    /// Width and height of each page in points.
    #[must_use]
    pub fn pages(&self) -> Vec<(f32, f32)> {
        let size = |page: &typst_layout::Page| {
            let size = page.frame.size();
            (size.x.to_pt() as f32, size.y.to_pt() as f32)
        };
        self.pages.pages().iter().map(size).collect()
    }

    /// First page of each section by its key and title, from 0.
    #[must_use]
    pub fn outline(&self) -> Vec<(String, String, usize)> {
        self.outline.clone()
    }

    /// A page as a picture; none where there is no such page.
    #[must_use]
    pub fn image(&self, page: usize, pixels_per_point: f32) -> Option<PageImage> {
        let page = self.pages.pages().get(page)?;
        let sharpness = Some(pixels_per_point).filter(|s| s.is_finite())?.clamp(0.05, SHARPEST);
        let pixel_per_pt = Scalar::new(f64::from(sharpness));
        let options = typst_render::RenderOptions { pixel_per_pt, ..typst_render::RenderOptions::default() };
        let picture = typst_render::render(page, &options);
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        // The page is opaque, so its colours are the same with and without their alpha multiplied in.
        Some(PageImage { width, height, rgba: picture.take() })
    }

    /// The PDF: PDF/A and PDF/UA, all fonts embedded. The same report gives the same bytes.
    ///
    /// # Errors
    /// It would break the standard; says how.
    pub fn pdf(&self) -> Result<Vec<u8>, Phrase> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
        let options = PdfOptions {
            ident: Smart::Custom(self.ident.clone()),
            creator: Smart::Custom(Some(format!("relayscope {}", env!("CARGO_PKG_VERSION")))),
            timestamp: self.made.map(Timestamp::new_utc),
            standards: standards.map_err(|why| unset(why.message()))?,
            ..PdfOptions::default()
        };
        let written: SourceResult<Vec<u8>> = typst_pdf::pdf(&self.pages, &options);
        typst::comemo::evict(0);
        written.map_err(|why| told(&why))
    }
}
