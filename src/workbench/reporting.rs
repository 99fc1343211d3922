//! Making of reports, tables and annexes: a copy of the case goes to a job, which writes a file or sets the pages.
//!
//! What was written is noted in the custody log with its hash. The preview is set anew only when it is asked for;
//! of several wanted, the newest is set.

use super::Workbench;
use super::command::{Command, Output, Product};
use super::keeper::Way;
use super::keeping::system_clock;
use super::outcome::{Errand, Outcome};
use crate::case::change::{Change, Part};
use crate::case::preview::{PageImage, Preview};
use crate::case::report_settings::{Logo, ReportSettings};
use crate::case::saved::Saved;
use crate::case::work::{Item, ItemKey};
use crate::case::{Case, file};
use crate::model::time::UtcTime;
use crate::report::compose::compose;
use crate::report::desk::Circumstances;
use crate::report::forms::pdf::{self, Typeset};
use crate::report::forms::{Form, html, text};
use crate::report::redact::Redactor;
use crate::report::{annex, tables};
use crate::task::Task;
use crate::words::{Language, Phrase, Words};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pictures of pages kept at a time.
const PICTURES: usize = 8;

/// The report that was set last, and what is wanted next.
#[derive(Debug, Default)]
pub struct Reports {
    set: Option<Arc<Typeset>>,
    setting: Option<Task>,
    wanted: Option<Language>,
    /// Pages and scale that are being drawn.
    drawing: bool,
    /// What is to be drawn once that is there.
    next: Option<(Vec<usize>, u32)>,
}

/// A file that was written.
#[derive(Debug)]
pub struct Written {
    path: PathBuf,
    sha256: String,
    product: Product,
}

impl Workbench {
    /// Carries out what concerns reports; gives other commands back.
    pub(super) fn report(&mut self, command: Command) -> Option<Command> {
        match command {
            Command::Report(settings) => self.put_report(*settings),
            Command::TakeLogo(path) => self.take_logo(path),
            Command::SetPages(language) => self.set_pages(language),
            Command::ShowPages { pages, scale } => self.show_pages(pages, scale),
            Command::Produce(output) => self.produce(*output),
            Command::OpenWritten => self.open_written(),
            other => return Some(other),
        }
        None
    }

    fn put_report(&mut self, settings: ReportSettings) {
        let item = (settings != ReportSettings::default()).then_some(Item::Report(settings));
        self.put(ItemKey::Report, item, Phrase::new("change-report"));
    }

    fn take_logo(&mut self, path: Option<PathBuf>) {
        let Some(path) = path else {
            let settings = ReportSettings { logo: None, ..self.case.work.report() };
            return self.put_report(settings);
        };
        self.jobs.spawn(Errand::Report, move || Outcome::Logo(read_logo(&path)));
    }

    /// A picture was read: it becomes the mark of the report.
    pub(super) fn take_logo_read(&mut self, logo: Result<Logo, Phrase>) {
        match logo {
            Ok(logo) => {
                let settings = ReportSettings { logo: Some(logo), ..self.case.work.report() };
                self.put_report(settings);
            }
            Err(why) => self.case.notice = Some(why),
        }
    }

    fn set_pages(&mut self, language: Language) {
        if let Some(task) = &self.reports.setting {
            task.cancel();
            self.reports.wanted = Some(language);
            return;
        }
        let task = self.wake.sibling();
        self.reports.setting = Some(task.clone());
        self.case.preview.working = true;
        let case = self.case_for_paper();
        let zone = case.settings.zone.unwrap_or(Tz::UTC);
        self.jobs.spawn(Errand::Report, move || {
            let words = Words::new(case.work.report().language.unwrap_or(language), zone);
            let around = Circumstances { now: system_clock(), evidence: BTreeMap::new() };
            let set = pdf::typeset(&compose(&case, &words, &around).document, &task);
            Outcome::PagesSet(words.language(), set.map(Box::new))
        });
    }

    /// The pages are set, or could not be.
    pub(super) fn take_pages(&mut self, language: Language, set: Result<Box<Typeset>, Phrase>) {
        let called_off = self.reports.setting.take().is_some_and(|task| task.is_cancelled());
        if let Some(next) = self.reports.wanted.take() {
            return self.set_pages(next);
        }
        let preview = &mut self.case.preview;
        preview.working = false;
        match set {
            Ok(set) => {
                let number = preview.number + 1;
                let (pages, outline) = (set.pages(), set.outline());
                let (written, writing) = (preview.written.take(), preview.writing);
                let fresh =
                    Preview { number, language, pages, outline, written, writing, ..Preview::default() };
                *preview = fresh;
                let old = self.reports.set.replace(Arc::from(set));
                self.jobs.let_go(old);
            }
            Err(_) if called_off => {}
            Err(why) => preview.failed = Some(why),
        }
    }

    fn show_pages(&mut self, pages: Vec<usize>, scale: u32) {
        if self.reports.drawing {
            self.reports.next = Some((pages, scale));
            return;
        }
        let Some(set) = self.reports.set.clone() else { return };
        let preview = &mut self.case.preview;
        if preview.scale != scale {
            (preview.scale, preview.images) = (scale, BTreeMap::new());
        }
        preview.images.retain(|page, _| pages.contains(page));
        let wanted: Vec<usize> =
            pages.into_iter().filter(|p| !preview.images.contains_key(p)).take(PICTURES).collect();
        if wanted.is_empty() {
            return;
        }
        self.reports.drawing = true;
        let number = preview.number;
        self.jobs.spawn(Errand::Report, move || {
            #[expect(clippy::cast_precision_loss, reason = "hundredths of a pixel, a few thousand at most")]
            let scale_of = scale as f32 / 100.0;
            let draw = |page: usize| Some((page, Arc::new(set.image(page, scale_of)?)));
            Outcome::PagesDrawn { number, scale, images: wanted.into_iter().filter_map(draw).collect() }
        });
    }

    /// Pictures of pages have come; those of an older report or another size are dropped.
    pub(super) fn take_drawn(&mut self, number: u64, scale: u32, images: Vec<(usize, Arc<PageImage>)>) {
        self.reports.drawing = false;
        let preview = &mut self.case.preview;
        if (preview.number, preview.scale) == (number, scale) {
            preview.images.extend(images);
        }
        if let Some((pages, scale)) = self.reports.next.take() {
            self.show_pages(pages, scale);
        }
    }

    fn produce(&mut self, output: Output) {
        if self.case.preview.writing {
            return;
        }
        self.case.preview.writing = true;
        let (mut case, task) = (self.case_for_paper(), self.wake.sibling());
        if let Some(settings) = &output.settings {
            case.work.put(ItemKey::Report, Some(Item::Report((**settings).clone())));
        }
        self.jobs.spawn(Errand::Report, move || {
            let now = output.at.unwrap_or_else(system_clock);
            let written = produce(&case, &output, now, &task);
            Outcome::Produced(written.map(Box::new), output.open)
        });
    }

    /// A file was written, or could not be.
    pub(super) fn take_produced(&mut self, written: Result<Box<Written>, Phrase>, open: bool) {
        self.case.preview.writing = false;
        match written {
            Ok(written) => {
                let Written { path, sha256, product } = *written;
                let name = path.to_string_lossy().into_owned();
                let said = Phrase::new("report-written").text("file", &name);
                let what = Phrase::new("change-produced")
                    .word("what", product.word())
                    .text("file", &name)
                    .text("sha", &sha256);
                if self.has_file() && !matches!(self.case.home.saved, Saved::ReadOnly { .. }) {
                    self.confirm(Way::Follow, Change { what, part: Part::Noted });
                }
                self.case.preview.written = Some((said, path));
                if open {
                    self.open_written();
                }
            }
            Err(why) => self.case.notice = Some(why),
        }
    }

    fn open_written(&mut self) {
        let Some((_, path)) = self.case.preview.written.clone() else { return };
        // The viewer is the system's; it may take its time.
        self.jobs.spawn(Errand::Report, move || {
            Outcome::Opened(open::that_detached(&path).map_err(|e| {
                Phrase::new("report-no-viewer")
                    .text("file", &path.to_string_lossy())
                    .text("why", &e.to_string())
            }))
        });
    }

    /// Another case begins: what is being set for this one comes to nothing.
    pub(super) fn forget_reports(&mut self) {
        if let Some(task) = &self.reports.setting {
            task.cancel();
        }
        let old = std::mem::take(&mut self.reports);
        self.jobs.let_go(old);
    }

    /// A job broke down: nothing is under way any more.
    pub(super) fn report_failed(&mut self) {
        self.reports.setting = None;
        self.reports.drawing = false;
        (self.case.preview.working, self.case.preview.writing) = (false, false);
    }

    /// A copy of the case for a job: what is frozen is shared, pictures and checks stay here.
    fn case_for_paper(&self) -> Case {
        let mut case = self.case.clone();
        (case.preview, case.checking, case.raw) = (Preview::default(), Vec::new(), None);
        case
    }
}

/// Writes a report, a table or an annex, beside its place first and then into it.
///
/// # Errors
/// It cannot be made or written; says why.
pub fn produce(case: &Case, output: &Output, now: UtcTime, task: &Task) -> Result<Written, Phrase> {
    let language = match output.product {
        Product::Report(_) | Product::Annex => case.work.report().language.unwrap_or(output.language),
        Product::Table(..) => output.language,
    };
    let words = Words::new(language, case.settings.zone.unwrap_or(Tz::UTC));
    let path = std::path::absolute(&output.path).unwrap_or_else(|_| output.path.clone());
    if output.product == Product::Annex {
        let around = Circumstances { now, evidence: hash_again(case, task) };
        let report = compose(case, &words, &around);
        annex::write(case, &words, &report, &around, &path, task)?;
        let sha256 = hash_of(&path).unwrap_or_default();
        return Ok(Written { path, sha256, product: output.product });
    }
    let failed = |e: &io::Error| {
        Phrase::new("report-not-written").text("file", &path.to_string_lossy()).text("why", &e.to_string())
    };
    let beside = beside(&path);
    let made = make(case, &words, output, now, task, &beside, &failed);
    if let Err(why) = made {
        // Half a file helps nobody.
        let _ = std::fs::remove_file(&beside);
        return Err(why);
    }
    let sha256 = hash_of(&beside).map_err(|e| failed(&e))?;
    std::fs::rename(&beside, &path).map_err(|e| failed(&e))?;
    Ok(Written { path, sha256, product: output.product })
}

fn make(
    case: &Case,
    words: &Words,
    output: &Output,
    now: UtcTime,
    task: &Task,
    to: &Path,
    failed: &dyn Fn(&io::Error) -> Phrase,
) -> Result<(), Phrase> {
    match output.product {
        Product::Report(form) => {
            let around = Circumstances { now, evidence: hash_again(case, task) };
            let document = compose(case, words, &around).document;
            let bytes = match form {
                Form::Pdf => pdf::typeset(&document, task)?.pdf()?,
                Form::Html => html::page(&document).into_bytes(),
                Form::Text => text::page(&document).into_bytes(),
            };
            std::fs::write(to, bytes).map_err(|e| failed(&e))
        }
        Product::Table(which, format) => {
            let redactor = case.work.report().redact.then(|| Redactor::of(case));
            let file = File::create(to).map_err(|e| failed(&e))?;
            let mut out = BufWriter::new(file);
            tables::write(case, words, which, format, redactor.as_ref(), task, &mut out)
                .map_err(|e| e.phrase())?;
            out.flush().map_err(|e| failed(&e))
        }
        Product::Annex => Ok(()),
    }
}

/// Hashes all evidence again, as it lies now.
fn hash_again(case: &Case, task: &Task) -> BTreeMap<crate::model::provenance::SourceId, file::Evidence> {
    file::hash_again(case.home.path.as_deref(), &case.sources, task)
}

/// A name in the same folder that nobody else takes.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(std::ffi::OsStr::to_os_string).unwrap_or_default();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// SHA-256 of a file in hex; empty for a folder.
fn hash_of(path: &Path) -> io::Result<String> {
    if path.is_dir() {
        return Ok(String::new());
    }
    let (mut file, mut sum, mut block) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut block)?;
        let Some(read) = block.get(..n).filter(|read| !read.is_empty()) else { break };
        sum.update(read);
    }
    Ok(sum.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

fn read_logo(path: &Path) -> Result<Logo, Phrase> {
    let refused = |id: &'static str| Phrase::new(id).text("file", &path.to_string_lossy());
    let file = File::open(path).map_err(|_| refused("report-logo-unreadable"))?;
    let mut data = Vec::new();
    // One byte more than is allowed shows that there is more.
    let most = crate::case::report_settings::MAX_LOGO as u64 + 1;
    file.take(most).read_to_end(&mut data).map_err(|_| refused("report-logo-unreadable"))?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Logo::new(&name, data).ok_or_else(|| refused("report-logo-refused"))
}
