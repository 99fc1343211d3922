//! The report as headings, paragraphs, tables and figures. Knows no engine, no language and no case.
//!
//! Every text in it is safe already (it came through [`Words`](crate::words::Words) or
//! [`SafeText`](crate::model::safe_text::SafeText)) and set with the typography of its language; a form only
//! escapes it for its medium. Plain data, the same for PDF, HTML and text.

use crate::case::report_settings::{Logo, Paper};
use crate::words::Language;

/// A whole report.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Language it is written in.
    pub language: Language,
    /// Size of the pages.
    pub paper: Paper,
    /// Title, for the cover and the file's own description.
    pub title: String,
    /// Who wrote it, for the file's own description; may be empty.
    pub author: String,
    /// Word that stands across every page (`DRAFT`); empty once the report is finished.
    pub watermark: String,
    /// The first page.
    pub cover: Cover,
    /// Left of the head of every page but the cover: client or case.
    pub head: String,
    /// Right of the head: what the report is.
    pub head_right: String,
    /// Left of the foot: fingerprint of the case, zone of times.
    pub foot: String,
    /// The page number with `{n}` and `{of}` in it: `Page {n} of {of}`.
    pub page_n_of: String,
    /// Heading of the contents.
    pub contents: String,
    /// The sections in their order.
    pub sections: Vec<Section>,
    /// When it was made, in seconds since 1970; all that a form may know of the time.
    pub made_at: i64,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Small line above the title: `Incident report`.
    pub kicker: String,
    /// Title.
    pub title: String,
    /// One sentence below it.
    pub subtitle: String,
    /// The consultant's mark; none where none was given.
    pub logo: Option<Logo>,
    /// Label and value: client, consultant, reference, dates, fingerprint.
    pub rows: Vec<(String, String)>,
    /// What a reader must know before all else: confidentiality, redaction, draft.
    pub notices: Vec<String>,
}

/// A section.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Which; also the anchor in HTML.
    pub key: &'static str,
    /// Heading, with its number where it has one.
    pub title: String,
    /// Begins on a new page?
    pub new_page: bool,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// A cited record, by its number from 1: `[R12]`; the section `records` lists them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cited(pub u32);

/// A text and the records it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What it says.
    pub words: String,
    /// The records it cites, in their order.
    pub cites: Vec<Cited>,
    /// What follows the citations: `and 18 more`; mostly empty.
    pub more: String,
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self { words, ..Self::default() }
    }
}

impl Text {
    /// The text with its references behind it, as plain forms write it: `… [R3, R4 and 18 more]`.
    #[must_use]
    pub fn plain(&self) -> String {
        if self.cites.is_empty() {
            return self.words.clone();
        }
        let cites: Vec<String> = self.cites.iter().map(|c| format!("R{}", c.0)).collect();
        let more = if self.more.is_empty() { String::new() } else { format!(" {}", self.more) };
        format!("{} [{}{more}]", self.words, cites.join(", "))
    }
}

/// What a box of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// To know.
    Plain,
    /// To beware of.
    Warning,
    /// Something of the report or the clean-up is not done yet.
    Unfinished,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading within a section; never left alone at the foot of a page.
    Heading(String),
    /// A paragraph.
    Paragraph(Text),
    /// The sentence that matters most on its page, set large.
    Lead(Text),
    /// A box.
    Note(NoteKind, Text),
    /// Points without order.
    Points(Vec<Text>),
    /// Points in order.
    Numbered(Vec<Text>),
    /// Label and value, one below the other.
    Pairs(Vec<(String, Text)>),
    /// A table; its head is repeated on every page it reaches.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// Lines as they stand in a log or dialogue, in a fixed-width type.
    Lines(Vec<String>),
    /// An established fact with what it rests on; kept together where it fits.
    Fact(Fact),
    /// Squares to tick by hand.
    Boxes(Vec<Text>),
    /// Places to sign, side by side.
    Signatures(Vec<Signature>),
}

/// An established fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// `F1`.
    pub id: String,
    /// What holds.
    pub sentence: Text,
    /// How sure, in words.
    pub confidence: String,
    /// Label and points: what it rests on, what would contradict it, innocent explanations.
    pub parts: Vec<(String, Vec<Text>)>,
}

/// A place to sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// For whom: `For the client`.
    pub role: String,
    /// Lines with a label and, where known, a value: name, position, place and date, signature.
    pub lines: Vec<(String, String)>,
}

/// How a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// At the right, as figures do.
    Right,
    /// At the left in a fixed-width type: addresses, hashes, identifiers.
    Mono,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// How its cells stand.
    pub align: Align,
    /// Its share of the width; 0 as narrow as its content allows.
    pub share: u16,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows; may be empty.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Text>>,
    /// What stands below it: how many rows are not shown, and where they are; mostly empty.
    pub foot: String,
}

/// A drawing of lines, areas and labels, in points from its upper left corner. Readable without colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Width in points; forms scale it to the text.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What is drawn, the undermost first.
    pub shapes: Vec<Shape>,
    /// What it shows, with the zone.
    pub caption: String,
    /// The same in words, for those who cannot see it.
    pub described: String,
}

/// A colour by meaning; each is a different grey without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text and axes.
    Text,
    /// Lesser text.
    Muted,
    /// Lines of the ground.
    Grid,
    /// What was refused.
    Refused,
    /// What was accepted.
    Accepted,
    /// The abuse: relayed messages, the time of the verdict.
    Abuse,
    /// The site's own mail.
    Own,
    /// Queues.
    Queue,
    /// Acts of people.
    Act,
    /// The band behind the time of the abuse.
    Band,
    /// Paper.
    Paper,
}

/// Where a label stands to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Colour.
        ink: Ink,
    },
    /// A rectangle hatched with slanting lines: nothing is known of this stretch.
    Hatched {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
    },
    /// A line through points.
    Line {
        /// Points.
        points: Vec<(f32, f32)>,
        /// Colour.
        ink: Ink,
        /// Width.
        width: f32,
        /// Broken?
        dashed: bool,
    },
    /// A filled area.
    Area {
        /// Its corners.
        points: Vec<(f32, f32)>,
        /// Colour.
        ink: Ink,
    },
    /// A dot.
    Dot {
        /// Middle.
        x: f32,
        /// Middle.
        y: f32,
        /// Radius.
        radius: f32,
        /// Colour.
        ink: Ink,
    },
    /// A text; `y` is its baseline.
    Label {
        /// Where it stands.
        x: f32,
        /// Baseline.
        y: f32,
        /// What it says.
        text: String,
        /// Size.
        size: f32,
        /// Colour.
        ink: Ink,
        /// How it stands to the point.
        anchor: Anchor,
        /// In a heavier type?
        strong: bool,
    },
}

impl Document {
    /// Every text of the report, for what must see them all: redaction, checks of glyphs, tests.
    pub fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        for text in [&mut self.title, &mut self.author, &mut self.head, &mut self.head_right, &mut self.foot]
        {
            change(text);
        }
        for text in [&mut self.watermark, &mut self.page_n_of, &mut self.contents] {
            change(text);
        }
        self.cover.for_each_text(change);
        for section in &mut self.sections {
            change(&mut section.title);
            section.blocks.iter_mut().for_each(|block| block.for_each_text(change));
        }
    }
}

impl Cover {
    fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        [&mut self.kicker, &mut self.title, &mut self.subtitle].into_iter().for_each(&mut *change);
        self.rows.iter_mut().flat_map(|(label, value)| [label, value]).for_each(&mut *change);
        self.notices.iter_mut().for_each(change);
    }
}

impl Block {
    fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Heading(text) => change(text),
            Self::Paragraph(text) | Self::Lead(text) | Self::Note(_, text) => text.for_each(change),
            Self::Points(texts) | Self::Numbered(texts) | Self::Boxes(texts) => {
                texts.iter_mut().for_each(|t| t.for_each(change));
            }
            Self::Pairs(pairs) => pairs.iter_mut().for_each(|(label, text)| {
                change(label);
                text.for_each(change);
            }),
            Self::Table(table) => table.for_each_text(change),
            Self::Figure(figure) => figure.for_each_text(change),
            Self::Lines(lines) => lines.iter_mut().for_each(change),
            Self::Fact(fact) => fact.for_each_text(change),
            Self::Signatures(places) => places.iter_mut().for_each(|place| {
                change(&mut place.role);
                place.lines.iter_mut().flat_map(|(label, value)| [label, value]).for_each(&mut *change);
            }),
        }
    }
}

impl Text {
    fn for_each(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.words);
        change(&mut self.more);
    }
}

impl Fact {
    fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.confidence);
        self.sentence.for_each(change);
        for (label, points) in &mut self.parts {
            change(label);
            points.iter_mut().for_each(|p| p.for_each(change));
        }
    }
}

impl Table {
    fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.caption);
        change(&mut self.foot);
        self.columns.iter_mut().for_each(|column| change(&mut column.title));
        self.rows.iter_mut().flatten().for_each(|cell| cell.for_each(change));
    }
}

impl Figure {
    fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.caption);
        change(&mut self.described);
        for shape in &mut self.shapes {
            if let Shape::Label { text, .. } = shape {
                change(text);
            }
        }
    }
}
