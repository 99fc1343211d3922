//! The text to read first: what the annex is, and how to verify it with tools that every system has.

use super::Pen;
use super::bundle::Bundle;
use crate::report::compose::fingerprint;
use crate::words::Phrase;

/// Characters in a line.
const WIDTH: usize = 96;

const CHECK_ANNEX: &[&str] = &[
    "sha256sum -c hashes.sha256",
    "shasum -a 256 -c hashes.sha256",
    "certutil -hashfile README.txt SHA256",
    "Get-FileHash -Algorithm SHA256 README.txt",
    "Get-Content hashes.sha256 | ForEach-Object { $hash, $name = $_ -split '  ', 2; \
     if ((Get-FileHash $name).Hash -ne $hash) { \"NOT THE SAME: $name\" } }",
];

const CHECK_EXHIBIT: &[&str] =
    &["sha256sum FILE", "certutil -hashfile FILE SHA256", "Get-FileHash -Algorithm SHA256 FILE"];

const FINGERPRINT: &[&str] = &[
    "grep -v '^#' evidence.sha256 | cut -c1-64 | sha256sum | cut -c1-16",
    "$lines = (Get-Content evidence.sha256) -notmatch '^#' | ForEach-Object { $_.Substring(0, 64) + \"`n\" }",
    "$bytes = [Text.Encoding]::ASCII.GetBytes(-join $lines)",
    "(Get-FileHash -InputStream ([IO.MemoryStream]::new($bytes))).Hash.Substring(0, 16)",
];

const FIND_RECORD: &[&str] = &[
    "wevtutil qe FILE /lf:true /f:xml \"/q:*[System[(EventRecordID=N)]]\"",
    "Get-WinEvent -Path FILE -FilterXPath '*[System[(EventRecordID=N)]]' | Format-List *",
    "Get-WinEvent -Path FILE -Oldest | Where-Object RecordId -eq N | Format-List *",
];

const FIND_LINE: &[&str] = &[
    "sed -n 'Np' FILE",
    "iconv -f UTF-16 -t UTF-8 FILE | sed -n 'Np'",
    "(Get-Content FILE -TotalCount N)[-1]",
];

const FIND_ITEM: &[&str] = &[
    "@(Import-Clixml FILE)[N - 1] | Format-List *",
    "@(Import-Csv FILE)[N - 1]",
    "@(Get-Content FILE -Raw | ConvertFrom-Json)[N - 1]",
];

const CHAIN: &[&str] = &[
    "import hashlib, json",
    "last, n = bytes(32), lambda i: i.to_bytes(8, 'little', signed=True)",
    "for line in open('custody.jsonl', encoding='utf-8'):",
    "    e = json.loads(line)",
    "    who, what = e['who'].encode(), e['what'].encode()",
    "    sealed = last + n(e['number']) + n(e['ticks']) + n(len(who)) + who + n(len(what)) + what",
    "    last = hashlib.sha256(sealed).digest()",
    "    print(e['number'], 'holds' if last.hex() == e['sha256'] else 'DOES NOT HOLD')",
];

/// The text.
pub fn write(pen: &Pen<'_>, files: &Bundle, cited: usize, read: u64) -> String {
    let mut page = Page { pen, out: String::new() };
    page.head(cited, read);
    page.contents(files);
    page.chapter("annex-check-annex", "annex-check-annex-how", CHECK_ANNEX);
    page.chapter("annex-check-exhibits", "annex-check-exhibits-how", CHECK_EXHIBIT);
    page.paragraph("annex-check-archives");
    page.chapter("annex-fingerprint", "annex-fingerprint-how", FINGERPRINT);
    page.records();
    page.custody(files);
    page.out
}

struct Page<'a> {
    pen: &'a Pen<'a>,
    out: String,
}

impl Page<'_> {
    fn head(&mut self, cited: usize, read: u64) {
        let settings = self.pen.desk.settings;
        let title = self.pen.word("annex-title");
        self.out.push_str(&format!("{title}\n{}\n\n", "=".repeat(title.chars().count())));
        let facts = [
            ("annex-label-client", self.pen.safe(&settings.client.company)),
            ("annex-label-consultant", self.pen.safe(&settings.consultant.company)),
            ("annex-label-reference", self.pen.safe(&settings.reference)),
            ("annex-label-fingerprint", fingerprint(self.pen.case)),
            ("annex-label-made", self.pen.desk.around.now.rfc3339()),
            ("annex-label-tool", concat!("relayscope ", env!("CARGO_PKG_VERSION")).to_owned()),
        ];
        for (label, value) in facts.iter().filter(|(_, value)| !value.trim().is_empty()) {
            self.out.push_str(&self.pen.pair(label, value));
        }
        self.out.push('\n');
        self.paragraph("annex-what");
        self.say(&Phrase::new("annex-count").number("cited", cited).number("read", read));
        if !settings.finished {
            self.paragraph("annex-draft");
        }
        if let Some(redactor) = self.pen.redactor {
            self.paragraph("annex-redacted");
            redactor.limit().iter().for_each(|limit| self.say(limit));
        }
    }

    fn contents(&mut self, files: &Bundle) {
        self.heading("annex-contents");
        let listed = [
            ("hashes.sha256", "annex-file-hashes", true),
            ("evidence.sha256", "annex-file-evidence", true),
            ("records/", "annex-file-records", files.count_in("records/") > 0),
            ("records.csv", "annex-file-index", true),
            ("transcripts/", "annex-file-transcripts", files.count_in("transcripts/") > 0),
            ("custody.txt", "annex-file-custody", true),
            ("custody.jsonl", "annex-file-sealed", files.has("custody.jsonl")),
            ("proofs.csv", "annex-file-proofs-list", files.has("proofs.csv")),
            ("proofs/", "annex-file-proofs", files.count_in("proofs/") > 0),
        ];
        for (name, id, _) in listed.iter().filter(|(.., there)| *there) {
            let line = format!("{name:<18}{}", self.pen.word(id));
            self.wrapped(&line, 20);
        }
        self.out.push('\n');
    }

    fn records(&mut self) {
        self.heading("annex-find");
        self.paragraph("annex-find-how");
        for (id, commands) in [
            ("annex-find-record", FIND_RECORD),
            ("annex-find-line", FIND_LINE),
            ("annex-find-item", FIND_ITEM),
        ] {
            self.paragraph(id);
            self.commands(commands);
        }
        self.paragraph("annex-find-differences");
    }

    fn custody(&mut self, files: &Bundle) {
        self.heading("annex-chain");
        self.paragraph("annex-chain-how");
        if files.has("custody.jsonl") {
            self.commands(CHAIN);
        } else {
            self.paragraph("annex-chain-redacted");
        }
        self.paragraph("annex-chain-limit");
    }

    fn chapter(&mut self, title: &str, how: &str, commands: &[&str]) {
        self.heading(title);
        self.paragraph(how);
        self.commands(commands);
    }

    fn heading(&mut self, id: &str) {
        let title = self.pen.word(id);
        self.out.push_str(&format!("{title}\n{}\n\n", "-".repeat(title.chars().count())));
    }

    fn paragraph(&mut self, id: &str) {
        let words = self.pen.word(id);
        self.wrapped(&words, 0);
        self.out.push('\n');
    }

    fn say(&mut self, phrase: &Phrase) {
        let words = self.pen.words.say(phrase);
        self.wrapped(&words, 0);
        self.out.push('\n');
    }

    fn commands(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| self.out.push_str(&format!("    {line}\n")));
        self.out.push('\n');
    }

    /// Lines of bounded width, broken at plain spaces; those after the first stand further in.
    fn wrapped(&mut self, text: &str, indent: usize) {
        let mut width = 0;
        // A run of spaces, as between a name and its text, stays.
        for (i, word) in text.split(' ').enumerate() {
            let length = word.chars().count();
            if width + 1 + length > WIDTH && width > indent {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(indent));
                width = indent;
            } else if i > 0 {
                self.out.push(' ');
                width += 1;
            }
            self.out.push_str(word);
            width += length;
        }
        self.out.push('\n');
    }
}
