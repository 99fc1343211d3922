//! What files are called that are written: a name to begin with, its ending, and the kind the system's dialog shows.

use crate::app::panels::case_words;
use crate::case::Case;
use crate::model::time::UtcTime;
use crate::words::Words;
use crate::workbench::command::Product;

/// How the name of such a file ends.
#[must_use]
pub fn ending(product: Product) -> &'static str {
    match product {
        Product::Report(form) => form.ending(),
        Product::Table(_, format) => format.ending(),
        Product::Annex => "zip",
    }
}

/// The kind of such a file in words.
#[must_use]
pub fn kind(product: Product, words: &Words) -> String {
    match product {
        Product::Report(form) => words.word(&format!("report-form-{}", form.ending())),
        Product::Table(_, format) => words.word(&format!("export-format-{}", format.key())),
        Product::Annex => words.word("report-app-annex-kind"),
    }
}

/// `relayscope-report-contoso-2026-11-25.pdf`: what, for whom, which day. A redacted report names nobody.
#[must_use]
pub fn suggested(case: &Case, words: &Words, product: Product, now: UtcTime) -> String {
    let what = match product {
        Product::Report(_) => words.word("report-app-file-report"),
        Product::Annex => words.word("report-app-file-annex"),
        Product::Table(which, _) => which.key().to_owned(),
    };
    let day = Some(now).filter(|now| now.is_plausible()).map(|now| now.in_zone(words.zone(), "%Y-%m-%d"));
    let parts = [Some("relayscope".to_owned()), Some(what), about(case, words), day];
    let name: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("{}.{}", name.join("-"), ending(product))
}

/// The client, else the name of the case, else the domain or account it is about.
fn about(case: &Case, words: &Words) -> Option<String> {
    let settings = case.work.report();
    if settings.redact {
        return Some(words.word("report-app-file-redacted"));
    }
    let client = case_words::plain(&settings.client.company);
    let stem = case.home.path.as_deref().filter(|_| case.home.named).and_then(|path| path.file_stem());
    let named = stem.map(|stem| case_words::plain(&stem.to_string_lossy()));
    [Some(client), named, case_words::about(case)].into_iter().flatten().find(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::report_settings::{Party, ReportSettings};
    use crate::case::work::{Item, ItemKey};
    use crate::report::forms::Form;
    use crate::report::tables::{Format, Which};
    use crate::words::Language;
    use chrono_tz::Tz;

    fn name(settings: ReportSettings, product: Product, language: Language) -> String {
        let mut case = Case::default();
        case.work.put(ItemKey::Report, Some(Item::Report(settings)));
        let now = UtcTime::from_unix(1_795_562_700, 0);
        suggested(&case, &Words::new(language, Tz::Europe__Paris), product, now)
    }

    #[test]
    fn a_name_holds_nothing_that_a_file_system_refuses_and_a_redacted_one_names_nobody() {
        let client = Party { company: "Contoso / S.A. <*>:?\u{202e}".into(), ..Party::default() };
        let settings = ReportSettings { client, ..ReportSettings::default() };
        let pdf = Product::Report(Form::Pdf);
        assert_eq!(
            name(settings.clone(), pdf, Language::English),
            "relayscope-report-contoso-s-a-2026-11-25.pdf"
        );
        assert_eq!(
            name(settings.clone(), Product::Annex, Language::French),
            "relayscope-annexe-contoso-s-a-2026-11-25.zip"
        );
        let table = Product::Table(Which::Queues, Format::Parquet);
        let redacted = ReportSettings { redact: true, ..settings };
        assert_eq!(name(redacted, table, Language::English), "relayscope-queues-redacted-2026-11-25.parquet");
        assert_eq!(
            name(ReportSettings::default(), Product::Report(Form::Text), Language::French),
            "relayscope-rapport-2026-11-25.txt"
        );
    }
}
