//! All that the typesetter can see: the template, the values, the mark, five fonts, the day. No disk, no network, no
//! packages: every other question is refused.

use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("../../../../assets/report/template.typ");
const FONTS: [&[u8]; 5] = [
    include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSans-Medium.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("../../../../assets/fonts/JetBrainsMono-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/JetBrainsMono-Bold.ttf"),
];

static FONT_LIST: LazyLock<Vec<Font>> =
    LazyLock::new(|| FONTS.iter().filter_map(|data| Font::new(Bytes::new(*data), 0)).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(fonts())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The fonts of the report.
pub fn fonts() -> &'static [Font] {
    &FONT_LIST
}

/// What one report is set from.
pub struct Desk {
    template: Source,
    files: Vec<(FileId, Bytes)>,
    today: Option<Datetime>,
}

impl Desk {
    /// A desk with the values and, by name, further files; none where a name is no path.
    pub fn new(files: Vec<(&str, Vec<u8>)>, today: Option<Datetime>) -> Option<Self> {
        let template = Source::new(id("template.typ")?, TEMPLATE.to_owned());
        let named = |(name, bytes): (&str, Vec<u8>)| Some((id(name)?, Bytes::new(bytes)));
        let files = files.into_iter().map(named).collect::<Option<_>>()?;
        Some(Self { template, files, today })
    }
}

fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = self.files.iter().find(|(known, _)| *known == id);
        known.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
