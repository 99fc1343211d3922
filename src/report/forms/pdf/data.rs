//! A document as the values that the template reads. Texts only: nothing here writes the typesetter's language.

use super::breaks::{run, run_within};
use super::columns;
use super::glyphs::{Face, MAY_BREAK, shown};
use crate::case::report_settings::Paper;
use crate::report::document::{
    Align, Block, Column, Document, Fact, Figure, NoteKind, Section, Shape, Signature, Table, Text,
};
use crate::report::fit::fit;
use crate::report::forms::svg;
use crate::words::Language;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Key of the section that has to stand on one page.
const ONE_PAGE: &str = "summary";
/// Key of the section that lists the cited records.
const RECORDS: &str = "records";
/// Characters of a heading, of a line of the head, of the file's own title, of a description at most.
const HEADING: usize = 240;
const HEAD: usize = 60;
const DESCRIPTION: usize = 4000;
/// Characters that are kept together on a page: a fact, a note, a table's cell.
const KEPT: usize = 1500;
const KEPT_CELL: usize = 300;
/// Height of a drawing at most, as a share of its width, before it stands narrower than the text.
const TALLEST: f32 = 1.2;

/// The whole document. `logo` names the picture where there is one.
pub fn values(document: &Document, logo: Option<&str>) -> Value {
    let writer = Writer { anchors: anchors(document) };
    let mut anchored = BTreeSet::new();
    let sections: Vec<Value> = document.sections.iter().map(|s| writer.section(s, &mut anchored)).collect();
    let cover = &document.cover;
    json!({
        "lang": match document.language { Language::English => "en", Language::French => "fr" },
        "paper": match document.paper { Paper::A4 => "a4", Paper::Letter => "us-letter" },
        "title": named(&document.title, HEADING),
        "authors": authors(&document.author),
        "description": one_line(&cover.subtitle, HEADING),
        "watermark": one_line(&document.watermark, 24),
        "head": run(&fit(&document.head, HEAD), Face::Sans),
        "head-right": run(&fit(&document.head_right, HEAD), Face::Sans),
        "foot": run(&fit(&document.foot, 2 * HEAD), Face::Sans),
        "page-n-of": one_line(&document.page_n_of, HEAD),
        "contents": words(&document.contents),
        "logo": logo,
        "logo-alt": named(&document.author, DESCRIPTION),
        "cover": {
            "kicker": words(&cover.kicker),
            "title": words(&fit(&cover.title, HEADING)),
            "subtitle": words(&cover.subtitle),
            "rows": cover.rows.iter().map(|(label, value)| [words(label), words(value)]).collect::<Vec<_>>(),
            "notices": cover.notices.iter().map(|notice| words(notice)).collect::<Vec<_>>(),
        },
        "sections": sections,
    })
}

/// Records that a reference can lead to: those with a row in the section of records.
fn anchors(document: &Document) -> BTreeSet<String> {
    let records = document.sections.iter().filter(|s| s.key == RECORDS).flat_map(|s| &s.blocks);
    let rows =
        records.filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None });
    rows.flatten()
        .filter_map(|row| row.first())
        .filter_map(|cell| record(&cell.words))
        .map(str::to_owned)
        .collect()
}

/// `R12` and nothing else.
fn record(words: &str) -> Option<&str> {
    let digits = words.strip_prefix('R')?;
    let number = !digits.is_empty() && digits.len() < 10 && digits.bytes().all(|b| b.is_ascii_digit());
    number.then_some(words)
}

struct Writer {
    anchors: BTreeSet<String>,
}

impl Writer {
    fn section(&self, section: &Section, anchored: &mut BTreeSet<String>) -> Value {
        let records = section.key == RECORDS;
        let blocks: Vec<Value> = section
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Table(table) if records => vec![self.table(table, Some(&mut *anchored))],
                other => self.block(other),
            })
            .collect();
        json!({
            "title": words(&named(&section.title, HEADING)),
            "new-page": section.new_page,
            "one-page": section.key == ONE_PAGE,
            "blocks": blocks,
        })
    }

    /// A block; none where it would be empty, two where a heading is too long for one.
    fn block(&self, block: &Block) -> Vec<Value> {
        let whole = match block {
            Block::Heading(text) if !text.trim().is_empty() => return heading(text),
            Block::Paragraph(text) => json!({ "block": "paragraph", "text": self.text(text) }),
            Block::Lead(text) => json!({ "block": "lead", "text": self.text(text) }),
            Block::Note(kind, text) => self.note(*kind, text),
            Block::Points(texts) if !texts.is_empty() => {
                json!({ "block": "points", "texts": self.texts(texts) })
            }
            Block::Numbered(texts) if !texts.is_empty() => {
                json!({ "block": "numbered", "texts": self.texts(texts) })
            }
            Block::Boxes(texts) if !texts.is_empty() => {
                json!({ "block": "boxes", "texts": self.texts(texts) })
            }
            Block::Pairs(pairs) if !pairs.is_empty() => self.pairs(pairs),
            Block::Table(table) if !table.columns.is_empty() => self.table(table, None),
            Block::Figure(figure) => return drawing(figure),
            Block::Lines(lines) if !lines.is_empty() => mono_lines(lines),
            Block::Fact(fact) => self.fact(fact),
            Block::Signatures(places) if !places.is_empty() => signatures(places),
            _ => return Vec::new(),
        };
        vec![whole]
    }

    fn text(&self, text: &Text) -> Value {
        self.text_in(text, Face::Sans, usize::MAX)
    }

    fn texts(&self, texts: &[Text]) -> Vec<Value> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    fn text_in(&self, text: &Text, face: Face, room: usize) -> Value {
        let words = run_within(&text.words, face, room);
        if text.cites.is_empty() {
            return words;
        }
        let linked = |n: u32| self.anchors.contains(&format!("R{n}"));
        let cites: Vec<Value> =
            text.cites.iter().map(|c| json!({ "n": c.0, "linked": linked(c.0) })).collect();
        json!({ "words": words, "cites": cites, "more": run(&text.more, face) })
    }

    fn note(&self, kind: NoteKind, text: &Text) -> Value {
        let kind = match kind {
            NoteKind::Plain => "plain",
            NoteKind::Warning => "warning",
            NoteKind::Unfinished => "unfinished",
        };
        json!({ "block": "note", "kind": kind, "short": columns::length(text) < KEPT, "text": self.text(text) })
    }

    fn pairs(&self, pairs: &[(String, Text)]) -> Value {
        let rows: Vec<_> = pairs.iter().map(|(label, text)| [words(label), self.text(text)]).collect();
        json!({ "block": "pairs", "rows": rows })
    }

    fn fact(&self, fact: &Fact) -> Value {
        let points = fact.parts.iter().flat_map(|(_, points)| points);
        let size = columns::length(&fact.sentence) + points.map(|p| columns::length(p) + 60).sum::<usize>();
        let part = |(label, points): &(String, Vec<Text>)| json!({ "label": words(label), "points": self.texts(points) });
        json!({
            "block": "fact",
            "short": size < KEPT,
            "id": words(&fit(&fact.id, 12)),
            "sentence": self.text(&fact.sentence),
            "confidence": words(&fact.confidence),
            "parts": fact.parts.iter().filter(|(_, points)| !points.is_empty()).map(part).collect::<Vec<_>>(),
        })
    }

    fn table(&self, table: &Table, mut anchored: Option<&mut BTreeSet<String>>) -> Value {
        let shares = columns::shares(table);
        let rooms = columns::rooms(table, &shares);
        let heads = table.columns.iter().zip(shares.iter().zip(&rooms));
        let columns: Vec<Value> = heads.map(|(head, (share, room))| column(head, *share, *room)).collect();
        let row = |cells: &Vec<Text>| {
            let anchor = anchored.as_deref_mut().and_then(|known| anchor(cells, known));
            self.row(table, cells, &rooms, anchor)
        };
        let rows: Vec<Value> = table.rows.iter().map(row).collect();
        json!({
            "block": "table",
            "caption": words(&table.caption),
            "columns": columns,
            "rows": rows,
            "foot": words(&table.foot),
        })
    }

    /// A row with as many cells as there are columns, whatever it was given.
    fn row(&self, table: &Table, cells: &[Text], rooms: &[usize], anchor: Option<String>) -> Value {
        let none = Text::default();
        let cell = |(at, (column, room)): (usize, (&Column, &usize))| {
            let face = if column.align == Align::Mono { Face::Mono } else { Face::Sans };
            self.text_in(cells.get(at).unwrap_or(&none), face, *room)
        };
        let values: Vec<Value> = table.columns.iter().zip(rooms).enumerate().map(cell).collect();
        let short = cells.iter().all(|cell| columns::length(cell) < KEPT_CELL);
        json!({ "cells": values, "short": short, "anchor": anchor })
    }
}

/// What a row of records is found by; the first of its name only.
fn anchor(cells: &[Text], known: &mut BTreeSet<String>) -> Option<String> {
    let name = cells.first().and_then(|cell| record(&cell.words))?;
    known.insert(name.to_owned()).then(|| name.to_owned())
}

fn column(column: &Column, share: u16, room: usize) -> Value {
    let (mono, right) = (column.align == Align::Mono, column.align == Align::Right);
    let title = run_within(&column.title, Face::Sans, room);
    json!({ "title": title, "mono": mono, "right": right, "share": share })
}

/// A heading; what is too long for one follows as a paragraph, whole.
fn heading(text: &str) -> Vec<Value> {
    let mut blocks = vec![json!({ "block": "heading", "text": words(&fit(text, HEADING)) })];
    if text.chars().count() > HEADING {
        blocks.push(json!({ "block": "paragraph", "text": words(text) }));
    }
    blocks
}

fn mono_lines(lines: &[String]) -> Value {
    let one = |line: &str| run(if line.is_empty() { "\u{a0}" } else { line }, Face::Mono);
    let texts: Vec<Value> = lines.iter().flat_map(|line| line.split('\n')).map(one).collect();
    json!({ "block": "lines", "texts": texts })
}

/// A drawing; none where it holds nothing.
fn drawing(figure: &Figure) -> Vec<Value> {
    if !(figure.width > 0.0 && figure.height > 0.0 && (figure.width / figure.height).is_finite()) {
        return Vec::new();
    }
    let mut figure = figure.clone();
    for shape in &mut figure.shapes {
        if let Shape::Label { text, .. } = shape {
            *text = shown(&text.replace('\n', " ").replace(MAY_BREAK, ""), Face::Drawing);
        }
    }
    let svg = svg::figure(&figure);
    if svg.is_empty() {
        return Vec::new();
    }
    let alt = if figure.described.is_empty() { &figure.caption } else { &figure.described };
    let width = (TALLEST * figure.width / figure.height).clamp(0.2, 1.0);
    vec![json!({
        "block": "figure",
        "svg": svg,
        "width": width,
        "alt": named(alt, DESCRIPTION),
        "caption": words(&figure.caption),
    })]
}

fn signatures(places: &[Signature]) -> Value {
    let line = |(label, value): &(String, String)| json!({ "label": words(label), "value": words(value) });
    let place = |place: &Signature| json!({ "role": words(&place.role), "lines": place.lines.iter().map(line).collect::<Vec<_>>() });
    json!({ "block": "signatures", "places": places.iter().map(place).collect::<Vec<_>>() })
}

fn words(text: &str) -> Value {
    run(text, Face::Sans)
}

fn authors(author: &str) -> Vec<String> {
    let author = one_line(author, HEADING);
    if author.is_empty() { Vec::new() } else { vec![author] }
}

/// A title, or what is read out in place of a picture; never empty, for the standard wants one.
fn named(text: &str, width: usize) -> String {
    let text = one_line(text, width);
    if text.trim().is_empty() { "–".to_owned() } else { text }
}

fn one_line(text: &str, width: usize) -> String {
    shown(&fit(&text.replace('\n', " ").replace(MAY_BREAK, ""), width), Face::Sans)
}
