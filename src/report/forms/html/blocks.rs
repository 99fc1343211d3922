//! The parts of a section as elements of HTML.

use super::{Page, number};
use crate::report::document::{Align, Block, Column, Fact, Figure, NoteKind, Signature, Table, Text};
use crate::report::forms::markup::escaped_html;
use crate::report::forms::svg;

/// Cells longer than this may be broken wherever their column stands.
const LONG: usize = 40;

impl Page {
    /// One part; `anchored`: rows can be referred to.
    pub(super) fn block(&mut self, block: &Block, anchored: bool) {
        match block {
            Block::Heading(words) => self.text("<h3>", words, "</h3>"),
            Block::Paragraph(text) => self.said("<p>", text, "</p>\n"),
            Block::Lead(text) => self.said("<p class=\"lead\">", text, "</p>\n"),
            Block::Note(kind, text) => {
                let open = format!("<div class=\"note{}\" role=\"note\">", class(*kind));
                self.said(&open, text, "</div>\n");
            }
            Block::Points(texts) => self.list("<ul>\n", texts, "</ul>\n"),
            Block::Numbered(texts) => self.list("<ol>\n", texts, "</ol>\n"),
            Block::Boxes(texts) => self.list("<ul class=\"boxes\">\n", texts, "</ul>\n"),
            Block::Pairs(pairs) => self.pairs(pairs.iter().map(|(label, text)| (label.as_str(), text))),
            Block::Table(table) => self.table(table, anchored),
            Block::Figure(figure) => self.figure(figure),
            Block::Lines(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| escaped_html(line)).collect();
                self.add(&format!("<pre>{}</pre>\n", lines.join("\n")));
            }
            Block::Fact(fact) => self.fact(fact),
            Block::Signatures(places) => self.signatures(places),
        }
    }

    /// A text with its references, those that lead somewhere as links.
    fn said(&mut self, open: &str, text: &Text, close: &str) {
        let words = escaped_html(&text.words).replace('\n', "<br>");
        self.out.extend([open, &words]);
        if !text.cites.is_empty() {
            let refs: Vec<String> = text.cites.iter().map(|cited| self.reference(cited.0)).collect();
            let more =
                if text.more.is_empty() { String::new() } else { format!(" {}", escaped_html(&text.more)) };
            self.add(&format!(" <span class=\"refs\">[{}{more}]</span>", refs.join(", ")));
        }
        self.add(close);
    }

    fn reference(&self, n: u32) -> String {
        let known = self.records.contains(&crate::report::document::Cited(n));
        if known { format!("<a href=\"#R{n}\">R{n}</a>") } else { format!("R{n}") }
    }

    fn list(&mut self, open: &str, texts: &[Text], close: &str) {
        self.add(open);
        texts.iter().for_each(|text| self.said("<li>", text, "</li>\n"));
        self.add(close);
    }

    pub(super) fn pairs<'a>(&mut self, pairs: impl Iterator<Item = (&'a str, &'a Text)>) {
        self.add("<dl>\n");
        for (label, text) in pairs {
            self.add(&format!("<div><dt>{}</dt>", escaped_html(label)));
            self.said("<dd>", text, "</dd></div>\n");
        }
        self.add("</dl>\n");
    }

    fn table(&mut self, table: &Table, anchored: bool) {
        self.add("<div class=\"wide\">\n<table>\n");
        self.text("<caption>", &table.caption, "</caption>");
        let classes: Vec<String> =
            table.columns.iter().enumerate().map(|(k, column)| cell_class(table, k, column)).collect();
        self.add(&columns(&table.columns));
        self.add("<thead><tr>");
        for column in &table.columns {
            let right = if column.align == Align::Right { " class=\"figures\"" } else { "" };
            self.add(&format!("<th scope=\"col\"{right}>{}</th>", escaped_html(&column.title)));
        }
        self.add("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(row, &classes, anchored);
        }
        self.add("</tbody>\n</table>\n");
        self.text("<p class=\"below\">", &table.foot, "</p>");
        self.add("</div>\n");
    }

    fn row(&mut self, row: &[Text], classes: &[String], anchored: bool) {
        let known = row.first().and_then(|cell| number(&cell.words)).filter(|_| anchored);
        match known {
            Some(cited) => self.add(&format!("<tr id=\"R{}\">", cited.0)),
            None => self.add("<tr>"),
        }
        for (k, cell) in row.iter().enumerate() {
            let class = classes.get(k).map_or("", String::as_str);
            self.said(&format!("<td{class}>"), cell, "</td>");
        }
        self.add("</tr>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        self.add("<figure>\n");
        self.add(&svg::figure(figure));
        self.text("<figcaption>", &figure.caption, "</figcaption>");
        self.add("</figure>\n");
    }

    fn fact(&mut self, fact: &Fact) {
        self.add("<article class=\"fact\">\n<h3>");
        self.add(&format!("<span>{}</span> ", escaped_html(&fact.id)));
        self.said("", &fact.sentence, "");
        self.text(" <span class=\"pill\">", &fact.confidence, "</span>");
        self.add("</h3>\n");
        for (label, points) in &fact.parts {
            self.text("<p class=\"part\">", label, "</p>");
            self.list("<ul>\n", points, "</ul>\n");
        }
        self.add("</article>\n");
    }

    fn signatures(&mut self, places: &[Signature]) {
        self.add("<div class=\"signatures\">\n");
        for place in places {
            self.add("<div>\n");
            self.text("<h3>", &place.role, "</h3>");
            let lines: Vec<_> =
                place.lines.iter().map(|(label, value)| (label, value.clone().into())).collect();
            self.pairs(lines.iter().map(|(label, value)| (label.as_str(), value)));
            self.add("</div>\n");
        }
        self.add("</div>\n");
    }
}

fn class(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Plain => "",
        NoteKind::Warning => " warning",
        NoteKind::Unfinished => " unfinished",
    }
}

/// Widths by share; columns without one are as narrow as they can be.
fn columns(columns: &[Column]) -> String {
    let all: u32 = columns.iter().map(|c| u32::from(c.share)).sum();
    let width = |c: &Column| match c.share {
        0 => 1,
        share => (u32::from(share) * 100 / all.max(1)).clamp(1, 100),
    };
    let cols: Vec<String> = columns.iter().map(|c| format!("<col class=\"w{}\">", width(c))).collect();
    format!("<colgroup>{}</colgroup>\n", cols.concat())
}

fn cell_class(table: &Table, k: usize, column: &Column) -> String {
    let short = || table.rows.iter().filter_map(|row| row.get(k)).all(|c| c.words.chars().count() <= LONG);
    let mut classes = Vec::new();
    match column.align {
        Align::Left => {}
        Align::Right => classes.push("figures"),
        Align::Mono => classes.push("fixed"),
    }
    if column.share == 0 && short() {
        classes.push("narrow");
    }
    if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) }
}
