//! The report as one HTML file: no script, nothing fetched, evidence escaped.
//!
//! Its policy lets in one style, by its hash, and pictures that stand in the file itself. No text of a case
//! stands in an attribute.

mod blocks;
mod style;

use super::markup::escaped_html;
use crate::case::report_settings::{Logo, LogoKind};
use crate::report::document::{Block, Cited, Cover, Document, Section};
use crate::words::Language;
use std::collections::BTreeSet;

/// Section whose rows references lead to.
const RECORDS: &str = "records";

/// The whole file.
#[must_use]
pub fn page(document: &Document) -> String {
    let style = style::of(document);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        style::hash(&style)
    );
    let mut page = Page { out: String::with_capacity(64 << 10), records: listed(document) };
    page.add(&format!("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n", language(document.language)));
    page.add("<meta charset=\"utf-8\">\n");
    page.add(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.add("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.add(&format!("<title>{}</title>\n", escaped_html(&document.title)));
    page.add(&format!("<style>{style}</style>\n</head>\n<body>\n"));
    page.body(document);
    page.add("</body>\n</html>\n");
    page.out
}

fn language(language: Language) -> &'static str {
    match language {
        Language::English => "en-GB",
        Language::French => "fr",
    }
}

/// Numbers of the records that have a row to lead to.
fn listed(document: &Document) -> BTreeSet<Cited> {
    let records = document.sections.iter().filter(|s| s.key == RECORDS);
    let tables = records.flat_map(|s| &s.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.flat_map(|t| &t.rows).filter_map(|row| number(&row.first()?.words)).collect()
}

/// The number in `R12`.
fn number(words: &str) -> Option<Cited> {
    let digits = words.trim().strip_prefix('R')?;
    let number = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    Some(Cited(number))
}

struct Page {
    out: String,
    /// Records whose row exists; that of a row is taken out once it stands there.
    records: BTreeSet<Cited>,
}

impl Page {
    fn add(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// An element that holds text alone; nothing where there is none.
    fn text(&mut self, open: &str, text: &str, close: &str) {
        if !text.is_empty() {
            let text = escaped_html(text).replace('\n', "<br>");
            self.out.extend([open, &text, close, "\n"]);
        }
    }

    fn body(&mut self, document: &Document) {
        self.text(
            "<div class=\"watermark\" aria-hidden=\"true\"><span>",
            &document.watermark,
            "</span></div>",
        );
        self.cover(&document.cover);
        self.contents(document);
        self.add("<main>\n");
        document.sections.iter().for_each(|section| self.section(section));
        self.add("</main>\n");
        self.text("<footer>", &document.foot, "</footer>");
    }

    fn cover(&mut self, cover: &Cover) {
        self.add("<header class=\"cover\">\n");
        if let Some(logo) = &cover.logo {
            self.add(&format!("<img src=\"{}\" alt=\"\">\n", address(logo)));
        }
        self.text("<p class=\"kicker\">", &cover.kicker, "</p>");
        self.text("<h1>", &cover.title, "</h1>");
        self.text("<p class=\"subtitle\">", &cover.subtitle, "</p>");
        if !cover.rows.is_empty() {
            let rows: Vec<_> =
                cover.rows.iter().map(|(label, value)| (label, value.clone().into())).collect();
            self.pairs(rows.iter().map(|(label, value)| (label.as_str(), value)));
        }
        for notice in &cover.notices {
            self.text("<p class=\"note\">", notice, "</p>");
        }
        self.add("</header>\n");
    }

    fn contents(&mut self, document: &Document) {
        if document.sections.is_empty() {
            return;
        }
        self.add("<nav class=\"contents\">\n");
        self.text("<h2>", &document.contents, "</h2>");
        self.add("<ol>\n");
        for section in &document.sections {
            self.text(&format!("<li><a href=\"#{}\">", section.key), &section.title, "</a></li>");
        }
        self.add("</ol>\n</nav>\n");
    }

    fn section(&mut self, section: &Section) {
        let class = if section.new_page { " class=\"new-page\"" } else { "" };
        self.add(&format!("<section id=\"{}\"{class}>\n", section.key));
        self.text("<h2>", &section.title, "</h2>");
        for block in &section.blocks {
            self.block(block, section.key == RECORDS);
        }
        self.add("</section>\n");
    }
}

/// The picture itself as an address.
fn address(logo: &Logo) -> String {
    let kind = match logo.kind {
        LogoKind::Png => "png",
        LogoKind::Jpeg => "jpeg",
    };
    format!("data:image/{kind};base64,{}", style::base64(&logo.data))
}
