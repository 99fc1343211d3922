//! The documentation of all tables, made from their description; `docs/exports.md` is this text.

use super::{Format, Which, table};
use std::fmt::Write;

const HEAD: &str = "# Exported tables

Made from the code; a test holds the two together. `relayscope export` and place 5 of the window write these tables.

- Names of columns and keys (`success`, `log-total`) are stable and in English; sentences are in the language of the
  export. The same name means the same, with the same type, in every table.
- What the evidence does not state is empty in CSV, `null` in JSON lines and Parquet, left out in a Timesketch file.
- Times are UTC: RFC 3339 with the digits that the source had (`2025-11-03T02:14:54.700Z`). Clocks that were wrong are
  put right; `clock_ahead` of the table `evidence` says by how much. `local_time` is the wall clock of the site.
- Characters that could move a cursor, reorder a line or hide stand as visible marks such as `‹U+202E›`.
- Rows that stand in two files are there once; `n_repeated` of the table `evidence` counts the others.
- Two exports of one case give the same bytes.

| format | file | what is special |
|---|---|---|
| `csv` | `.csv` | RFC 4180, UTF-8, commas; several texts in one cell are joined by `; ` |
| `csv-excel` | `.csv` | the same for a French Excel: byte order mark, semicolons, decimal comma |
| `jsonl` | `.jsonl` | one object a line, every column in it |
| `timesketch` | `.jsonl` | `message`, `datetime`, `timestamp`, `timestamp_desc`, `data_type`, then the columns; only rows with a time between 1980 and 2100 |
| `parquet` | `.parquet` | snappy; text is a string, time `TIMESTAMP` in microseconds UTC, a list of text `LIST`; [SQL for it](duckdb.md) |
| `stix` | `.json` | STIX 2.1 bundle: indicators with their patterns, what was observed; without redacted values and forged addresses of our own |

**Formulas.** A text in CSV that a spreadsheet would compute (it begins with `=`, `+`, `-`, `@` or one of their full-width
forms, spaces and quotation marks aside, or has one right after a comma, semicolon, tab or bar) has an apostrophe before it.
JSON lines and Parquet hold such texts unchanged.
";

/// All tables with their columns, as Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for which in Which::ALL {
        let table = table(which);
        let formats = Format::ALL.iter().filter(|f| f.offers(which)).map(|f| format!("`{}`", f.key()));
        let formats: Vec<String> = formats.collect();
        // Writing to a String cannot fail.
        let _ =
            write!(page, "\n## {}\n\n{}\n\nFormats: {}\n\n", which.key(), table.about, formats.join(", "));
        page.push_str("| column | type | unit | meaning |\n|---|---|---|---|\n");
        for c in &table.columns {
            let _ = writeln!(page, "| `{}` | {} | {} | {} |", c.name, c.kind.name(), c.unit, c.means);
        }
    }
    page
}
