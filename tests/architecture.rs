//! Who may import whom. The message names file, line and rule; ARCHITECTURE.md gives the reasons.

#![expect(clippy::unwrap_used, reason = "a test that cannot read src has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// Folder (or top file) of `src`, and the folders it may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("task", &[]),
    ("words", &["model"]),
    ("knowledge", &["model", "words"]),
    ("evidence", &["model", "words", "task", "knowledge"]),
    ("analysis", &["model", "words", "task", "knowledge"]),
    ("demo", &["model"]),
    ("checks", &["model", "words", "task", "knowledge"]),
    ("playbook", &["model", "words"]),
    ("case", &["model", "words", "task", "evidence", "analysis", "checks", "playbook"]),
    (
        "report",
        &["model", "words", "task", "knowledge", "evidence", "analysis", "checks", "playbook", "case"],
    ),
    (
        "workbench",
        &[
            "model",
            "words",
            "task",
            "knowledge",
            "evidence",
            "analysis",
            "checks",
            "playbook",
            "demo",
            "case",
            "report",
        ],
    ),
    (
        "app",
        &[
            "model",
            "words",
            "task",
            "knowledge",
            "evidence",
            "analysis",
            "checks",
            "playbook",
            "case",
            "report",
            "workbench",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "words",
            "task",
            "knowledge",
            "evidence",
            "analysis",
            "checks",
            "playbook",
            "demo",
            "case",
            "report",
            "workbench",
        ],
    ),
];

/// Crate, and the only places under `src` that may name it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("egui", &["app"]),
    ("eframe", &["app"]),
    ("egui_extras", &["app"]),
    ("rfd", &["app"]),
    ("evtx", &["evidence/formats/evtx"]),
    ("mail_parser", &["evidence/formats/eml"]),
    ("zip", &["evidence/archive", "report/annex"]),
    ("fluent", &["words"]),
    ("clap", &["cli"]),
    ("rusqlite", &["case/file"]),
    ("hickory_resolver", &["checks/network"]),
    ("mail_auth", &["checks/network"]),
    ("tokio", &["checks/network"]),
    ("rustls", &["checks/network"]),
    ("typst", &["report/forms/pdf"]),
    ("typst_pdf", &["report/forms/pdf"]),
    ("typst_layout", &["report/forms/pdf"]),
    ("typst_render", &["report/forms/pdf"]),
    ("parquet", &["report/tables"]),
    ("csv", &["report/tables"]),
    ("uuid", &["report/tables"]),
    ("aho_corasick", &["report/redact"]),
    ("open", &["workbench"]),
];

/// Files of `model`, each may import only those above it.
const MODEL_ORDER: &[&str] = &[
    "time",
    "text",
    "safe_text",
    "provenance",
    "account",
    "address",
    "columns",
    "rows",
    "repeats",
    "harvest",
    "store",
];

/// Folders whose members must not import each other.
const MEMBERS: &[&str] = &["evidence/formats", "evidence/shapes", "analysis/detections", "report/sections"];

struct SourceFile {
    /// Path below `src`, with `/`.
    path: String,
    text: String,
}

fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 20, "src is not where it was");
    found
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let below = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push(SourceFile { path: below, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

/// Code lines with their number: no comments, nothing below the first test module.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    let lines = text[..end].lines().enumerate().map(|(i, l)| (i + 1, l));
    lines.map(|(i, l)| (i, l.split("//").next().unwrap_or(l)))
}

/// Paths that follow `marker` in a line, up to the first character that is no part of a path.
/// A group `{a, b::c}` right after the marker gives each of its members.
fn paths_after<'a>(line: &'a str, marker: &'a str) -> Vec<String> {
    let path =
        |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect::<String>();
    line.match_indices(marker)
        .filter(|(at, _)| !line[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
        .flat_map(|(at, _)| {
            let rest = &line[at + marker.len()..];
            match rest.strip_prefix('{') {
                Some(group) => {
                    group.split('}').next().unwrap_or("").split(',').map(|p| path(p.trim())).collect()
                }
                None => vec![path(rest)],
            }
        })
        .filter(|p| !p.is_empty())
        .collect()
}

fn folder_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn is_top(path: &str) -> bool {
    matches!(path, "lib.rs" | "main.rs")
}

#[test]
fn imports_only_descend() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|f| !is_top(&f.path)) {
        let folder = folder_of(&file.path);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == folder) else {
            faults.push(format!("src/{}: folder {folder} has no line in the table", file.path));
            continue;
        };
        for (line, text) in code(&file.text) {
            for path in paths_after(text, "crate::") {
                let target = path.split("::").next().unwrap_or("");
                let macro_use = path.ends_with('!') || target.is_empty();
                if target != folder && !macro_use && !allowed.contains(&target) {
                    faults.push(format!("src/{}:{line}: {folder} may not import {target}", file.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn sockets_are_opened_in_one_place() {
    let doors = ["TcpStream", "UdpSocket", "TcpListener", "ToSocketAddrs", "UnixStream"];
    let mut faults = Vec::new();
    let judged = |f: &&SourceFile| !f.path.starts_with("checks/network") && !f.path.ends_with("/tests.rs");
    for file in files().iter().filter(judged) {
        for (line, text) in code(&file.text) {
            let named = doors.iter().filter(|door| text.contains(**door));
            faults.extend(
                named.map(|door| format!("src/{}:{line}: only checks/network may name {door}", file.path)),
            );
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn each_outside_crate_has_its_place() {
    let mut faults = Vec::new();
    let judged = |f: &&SourceFile| !is_top(&f.path) && !f.path.ends_with("/tests.rs");
    for file in files().iter().filter(judged) {
        for (line, text) in code(&file.text) {
            for (name, places) in ONLY_IN {
                let named = !paths_after(text, &format!("{name}::")).is_empty();
                let at_home = places.iter().any(|p| file.path.starts_with(p));
                // Our own `formats::evtx` is a path too; only a crate stands at its beginning.
                if named && !at_home {
                    faults.push(format!("src/{}:{line}: only {places:?} may name {name}", file.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn files_of_the_model_import_downwards() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|f| f.path.starts_with("model/") && !f.path.ends_with("mod.rs")) {
        let name = file.path.trim_start_matches("model/").trim_end_matches(".rs");
        let rank = |n: &str| MODEL_ORDER.iter().position(|m| *m == n);
        let Some(own) = rank(name) else {
            faults.push(format!("src/{}: not in the order of the model", file.path));
            continue;
        };
        for (line, text) in code(&file.text) {
            let below = paths_after(text, "super::").into_iter().chain(paths_after(text, "crate::model::"));
            for path in below {
                let target = path.split("::").next().unwrap_or("");
                if rank(target).is_some_and(|r| r >= own) {
                    faults.push(format!("src/{}:{line}: {name} may not import {target}", file.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn members_of_a_roster_do_not_import_each_other() {
    let mut faults = Vec::new();
    for file in files() {
        let Some(folder) = MEMBERS.iter().find(|m| file.path.starts_with(&format!("{m}/"))) else {
            continue;
        };
        let below = &file.path[folder.len() + 1..];
        let own = below.split('/').next().unwrap_or(below).trim_end_matches(".rs");
        if own == "mod" {
            continue;
        }
        let is_sub = below.contains('/') && !below.ends_with("/mod.rs");
        let marker = format!("crate::{}::", folder.replace('/', "::"));
        for (line, text) in code(&file.text) {
            let direct = paths_after(text, &marker);
            let sideways =
                if is_sub { paths_after(text, "super::super::") } else { paths_after(text, "super::") };
            let sideways = sideways.into_iter().filter(|p| p.starts_with(|c: char| c.is_lowercase()));
            for path in direct.into_iter().chain(sideways) {
                let target = path.split("::").next().unwrap_or("").to_owned();
                // Shapes may build on the shape of lines; that is below them all.
                let base = *folder == "evidence/shapes" && matches!(target.as_str(), "lines" | "object");
                let sub_of_own = below.contains('/') || target == own;
                if target != own && !base && !sub_of_own && target != "super" {
                    faults
                        .push(format!("src/{}:{line}: {own} may not import its sibling {target}", file.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_clock_is_read_by_the_heads_alone() {
    let mut faults = Vec::new();
    for file in files() {
        let head = ["app/", "cli/", "workbench/", "main.rs"].iter().any(|h| file.path.starts_with(h));
        for (line, text) in code(&file.text) {
            if !head && ["SystemTime::now", "Utc::now", "Local::now"].iter().any(|n| text.contains(n)) {
                faults.push(format!("src/{}:{line}: \"now\" is an argument", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn colours_are_literal_in_the_theme_alone() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|f| f.path.starts_with("app/")) {
        let home = ["app/theme.rs", "app/icon.rs"].contains(&file.path.as_str());
        for (line, text) in code(&file.text) {
            let literal =
                ["from_rgb(", "from_rgba", "from_gray(", "Color32::BLACK", "Color32::WHITE", "Color32::RED"];
            // A picture of a page is made of pixels, not of colours of ours.
            let picture = text.contains("ColorImage::from_rgba");
            if !home && !picture && literal.iter().any(|l| text.contains(l)) {
                faults.push(format!("src/{}:{line}: a colour outside the theme", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = files()
        .into_iter()
        .filter(|f| !f.text.lines().take(4).any(|l| l.starts_with("//! ")))
        .map(|f| f.path)
        .collect();
    assert!(silent.is_empty(), "no header: {silent:?}");
}

#[test]
fn nothing_needs_a_system_library_to_build() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    for name in ["openssl-sys", "native-tls", "aws-lc-sys", "gtk-sys", "bindgen"] {
        assert!(!lock.contains(&format!("name = \"{name}\"")), "{name} came in; see cargo tree -i {name}");
    }
}

/// A detection is its file, its line in the roster, its row of figures and its words: no other code knows its key.
#[test]
fn nothing_but_the_roster_knows_a_detection() {
    let rows: toml::Table = include_str!("../assets/knowledge/detections.toml").parse().unwrap();
    let known: Vec<String> = rows.keys().map(|key| format!("\"{key}\"")).collect();
    assert!(known.len() > 30);
    // Deeds and results of events have words of their own, some of them the same; tests may name what they want.
    let apart = ["analysis/detections/", "knowledge/", "analysis/scenarios", "report/tables/sheets/"];
    for file in files().iter().filter(|f| !apart.iter().any(|a| f.path.starts_with(a))) {
        let named: Vec<&String> = known.iter().filter(|key| file.text.contains(key.as_str())).collect();
        assert!(named.is_empty(), "{} names {named:?}", file.path);
    }
}
