//! The fonts we ship, and their names in egui.
//!
//! Noto Sans for text (its figures are tabular by default) and JetBrains Mono for raw lines and
//! identifiers, both under the SIL Open Font License (`assets/fonts/*-OFL.txt`). egui's own fonts and, in
//! the window, the system's come after them, so names in any script can be read.

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// Name in egui and bytes.
const FILES: [(&str, &[u8]); 5] = [
    ("text", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    ("medium", include_bytes!("../../assets/fonts/NotoSans-Medium.ttf")),
    ("bold", include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")),
    ("mono", include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf")),
    ("mono-bold", include_bytes!("../../assets/fonts/JetBrainsMono-Bold.ttf")),
];

/// Gives our fonts to the context: the families proportional, monospace, `medium`, `bold`, `mono-bold`.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// Text in regular weight.
#[must_use]
pub fn text(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Names of things: labels of lanes, table heads, the first line of two.
#[must_use]
pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("medium".into()))
}

/// Headlines and the figures that matter.
#[must_use]
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

/// Raw lines, hashes, commands.
#[must_use]
pub fn mono(size: f32) -> FontId {
    FontId::monospace(size)
}

/// The part of a raw line that matters.
#[must_use]
pub fn mono_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("mono-bold".into()))
}

/// The font without its table of substitutions: a raw line must show `<=` as it stands, not as one sign.
/// The table stays in the file, under a tag that sorts the same and that nobody asks for.
fn without_ligatures(bytes: &[u8]) -> Vec<u8> {
    const DIRECTORY: usize = 12;
    const ENTRY: usize = 16;
    let mut font = bytes.to_vec();
    let n = font.get(4..6).and_then(|b| b.try_into().ok()).map_or(0, u16::from_be_bytes);
    let entries = font.get_mut(DIRECTORY..).unwrap_or(&mut []).chunks_exact_mut(ENTRY);
    for entry in entries.take(n.into()).filter(|entry| entry.starts_with(b"GSUB")) {
        entry[..4].copy_from_slice(b"GSUA");
    }
    font
}

fn definitions() -> FontDefinitions {
    let mut all = FontDefinitions::default();
    for (name, bytes) in FILES {
        let data = match name.starts_with("mono") {
            true => FontData::from_owned(without_ligatures(bytes)),
            false => FontData::from_static(bytes),
        };
        all.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let families = [
        (FontFamily::Proportional, "text"),
        (FontFamily::Name("medium".into()), "medium"),
        (FontFamily::Name("bold".into()), "bold"),
        (FontFamily::Monospace, "mono"),
        (FontFamily::Name("mono-bold".into()), "mono-bold"),
    ];
    let last_resort = all.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (family, name) in families {
        let mut names = vec![name.to_owned()];
        // A bold text may hold a sign that only the regular weight has.
        names.extend((name != "text").then(|| "text".to_owned()));
        names.extend(last_resort.iter().cloned());
        all.families.insert(family, names);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_lines_are_drawn_sign_by_sign() {
        for name in ["mono", "mono-bold"] {
            let bytes = FILES.iter().find(|(n, _)| *n == name).unwrap().1;
            let has = |font: &[u8], tag: &[u8]| font[12..12 + 16 * 20].chunks(16).any(|e| e.starts_with(tag));
            let plain = without_ligatures(bytes);
            assert!(has(bytes, b"GSUB") && !has(&plain, b"GSUB") && has(&plain, b"glyf"), "{name}");
            assert_eq!(plain.len(), bytes.len());
        }
    }

    #[test]
    fn every_family_begins_with_a_font_we_ship() {
        let all = definitions();
        for (family, names) in &all.families {
            assert!(FILES.iter().any(|(n, _)| *n == names[0]), "{family:?}");
            assert!(names.iter().all(|n| all.font_data.contains_key(n)), "{family:?}");
        }
    }

    #[test]
    fn figures_stand_in_columns() {
        let ctx = Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(Default::default(), |ui| {
            for font in [text(12.5), medium(12.5), bold(12.5), mono(12.5)] {
                let width = |c| ui.fonts_mut(|f| f.glyph_width(&font, c));
                assert!(('1'..='9').all(|c| (width(c) - width('0')).abs() < 0.01), "{font:?}");
            }
        });
        output.textures_delta.clear();
    }
}
