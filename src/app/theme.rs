//! Colours and sizes by meaning; the one place with a literal colour.
//!
//! Every colour that carries a meaning comes with a shape or a place of its own, so nothing rests on colour
//! alone. The report has its own palette, since paper is always white.

use eframe::egui::Color32;

/// Colours of one theme, by what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Dark ground, light text.
    pub is_dark: bool,
    /// Behind everything.
    pub ground: Color32,
    /// Behind a group of things that belong together.
    pub card: Color32,
    /// Hairlines around cards, between rows.
    pub line: Color32,
    /// Edges of controls and of the selection: 3:1 against what lies around.
    pub outline: Color32,
    /// Text.
    pub text: Color32,
    /// Text that may be overlooked.
    pub quiet: Color32,
    /// The rail with the places.
    pub rail: Color32,
    /// The place one is in.
    pub rail_active: Color32,
    /// Text on the rail.
    pub rail_text: Color32,
    /// Quiet text on the rail.
    pub rail_quiet: Color32,
    /// The accent on the rail: wordmark, the number of the place one is in.
    pub rail_accent: Color32,
    /// The one accent: links, focus, selection handles.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Ground of what is selected.
    pub selected: Color32,
    /// Ground under the pointer.
    pub hovered: Color32,
    /// Failed authentication, ▲.
    pub failed: Color32,
    /// Accepted authentication, ●.
    pub accepted: Color32,
    /// Mail relayed by the abuser.
    pub relayed: Color32,
    /// Mail of the site's own.
    pub local: Color32,
    /// Queue depth.
    pub depth: Color32,
    /// Under the depth curve.
    pub depth_fill: Color32,
    /// Actions, ◆.
    pub action: Color32,
    /// Where no source covers: hatching.
    pub uncovered: Color32,
    /// Text of warnings and of strong verdicts.
    pub warning: Color32,
    /// Ground of warnings and of strong verdicts.
    pub warning_ground: Color32,
    /// Text of what is well.
    pub good: Color32,
    /// Ground of what is well.
    pub good_ground: Color32,
    /// Ground of fields, chips and other controls.
    pub control: Color32,
    /// A page of the report: paper is white in every theme.
    pub paper: Color32,
    /// Quiet text on paper.
    pub on_paper: Color32,
}

/// Smallest text: axis labels, counts.
pub const SMALL: f32 = 11.0;
/// Rows of tables.
pub const ROW: f32 = 12.5;
/// Text.
pub const BODY: f32 = 13.0;
/// Headlines.
pub const HEADLINE: f32 = 17.0;
/// Height of a table row.
pub const ROW_HEIGHT: f32 = 26.0;
/// Step of all spacing.
pub const STEP: f32 = 4.0;
/// Corner of a card.
pub const CARD_RADIUS: u8 = 8;
/// Corner of a control.
pub const CONTROL_RADIUS: u8 = 5;

impl Theme {
    /// Light ground.
    #[must_use]
    pub fn light() -> Self {
        Self {
            is_dark: false,
            ground: rgb(0xF4_F6F9),
            card: rgb(0xFF_FFFF),
            line: rgb(0xDC_E1E8),
            outline: rgb(0x7E_8B9B),
            text: rgb(0x17_212E),
            quiet: rgb(0x5A_6675),
            rail: rgb(0x12_283B),
            rail_active: rgb(0x1F_4564),
            rail_text: rgb(0xF2_F6FA),
            rail_quiet: rgb(0xA9_BACB),
            rail_accent: rgb(0x56_B4E9),
            accent: rgb(0x0B_67A3),
            on_accent: rgb(0xFF_FFFF),
            selected: rgb(0xE2_F0FA),
            hovered: rgb(0xF0_F4F8),
            failed: rgb(0xD5_5E00),
            accepted: rgb(0x0B_7FC2),
            relayed: rgb(0xB4_509B),
            local: rgb(0x9A_A3AF),
            depth: rgb(0x0A_8F6C),
            depth_fill: rgb(0xBF_E3D9),
            action: rgb(0x55_606E),
            uncovered: rgb(0xB4_BBC6),
            warning: rgb(0xA8_3F00),
            warning_ground: rgb(0xFF_F0E5),
            good: rgb(0x08_6B51),
            good_ground: rgb(0xE3_F5EF),
            control: rgb(0xEE_F1F5),
            paper: Color32::WHITE,
            on_paper: rgb(0x5A_6675),
        }
    }

    /// Dark ground.
    #[must_use]
    pub fn dark() -> Self {
        Self {
            is_dark: true,
            ground: rgb(0x10_151D),
            card: rgb(0x17_1E29),
            line: rgb(0x2A_3240),
            outline: rgb(0x6B_7889),
            text: rgb(0xE7_ECF3),
            quiet: rgb(0x9A_A7B8),
            rail: rgb(0x0B_1017),
            rail_active: rgb(0x1B_3348),
            rail_text: rgb(0xF2_F6FA),
            rail_quiet: rgb(0x9A_A7B8),
            rail_accent: rgb(0x56_B4E9),
            accent: rgb(0x56_B4E9),
            on_accent: rgb(0x0B_1A26),
            selected: rgb(0x1C_3A52),
            hovered: rgb(0x1E_2734),
            failed: rgb(0xF0_8A3C),
            accepted: rgb(0x56_B4E9),
            relayed: rgb(0xE0_8CC8),
            local: rgb(0x6F_7A89),
            depth: rgb(0x2F_BF95),
            depth_fill: rgb(0x1B_4A41),
            action: rgb(0xB8_C2CF),
            uncovered: rgb(0x4A_5463),
            warning: rgb(0xFF_B47A),
            warning_ground: rgb(0x3A_2616),
            good: rgb(0x6F_DDB9),
            good_ground: rgb(0x14_342B),
            control: rgb(0x22_2B38),
            paper: Color32::WHITE,
            on_paper: rgb(0x5A_6675),
        }
    }
}

impl Theme {
    /// Shades of the colour of refusals, for parts stacked from the bottom up. Their place says the same again.
    #[must_use]
    pub fn failed_shades(&self) -> [Color32; 5] {
        let (deep, pale) = (self.text, self.card);
        let mix = |other: Color32, share| self.failed.lerp_to_gamma(other, share);
        [self.failed, mix(pale, 0.42), mix(deep, 0.35), mix(pale, 0.2), mix(deep, 0.2)]
    }

    /// Lines that go along with the one of the depth: quieter, told apart by their name and their dashes.
    #[must_use]
    pub fn depth_quiet(&self) -> Color32 {
        self.depth.lerp_to_gamma(self.quiet, 0.5)
    }

    /// Colour of a source by what it tells of: sign-ins, mail, queues, or anything else.
    #[must_use]
    pub fn witness(&self, format: &str) -> Color32 {
        match format {
            f if f.contains("queue") || f.contains("performance") || f.contains("qshape") => self.depth,
            f if f.contains("track") || f.contains("trace") || f.contains("mail") => self.relayed,
            f if f.contains("smtp") || f.contains("sign-in") => self.accepted,
            f if f.contains("ev") => self.failed,
            _ => self.action,
        }
    }
}

fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of WCAG 2.1, 1 to 21 (<https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio>).
    fn contrast(a: Color32, b: Color32) -> f64 {
        let light = |c: Color32| {
            let part = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(c.r()) + 0.7152 * part(c.g()) + 0.0722 * part(c.b())
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_every_ground_it_stands_on() {
        for theme in [Theme::light(), Theme::dark()] {
            let t = &theme;
            let grounds = [t.ground, t.card, t.selected, t.hovered, t.control];
            let mut pairs = vec![
                ("rail", t.rail_text, t.rail),
                ("active place", t.rail_text, t.rail_active),
                ("quiet on rail", t.rail_quiet, t.rail),
                ("quiet on active place", t.rail_quiet, t.rail_active),
                ("wordmark", t.rail_accent, t.rail),
                ("warning", t.warning, t.warning_ground),
                ("warning on card", t.warning, t.card),
                ("warning on ground", t.warning, t.ground),
                ("warning on selection", t.warning, t.selected),
                ("good", t.good, t.good_ground),
                ("good on card", t.good, t.card),
                ("text on accent", t.on_accent, t.accent),
                ("quiet on paper", t.on_paper, t.paper),
            ];
            for ground in grounds {
                pairs.extend([("text", t.text, ground), ("quiet", t.quiet, ground)]);
                pairs.push(("accent", t.accent, ground));
            }
            for (name, text, ground) in pairs {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "dark {}: {name} {text:?} on {ground:?} is {ratio:.2}", t.is_dark);
            }
        }
    }

    #[test]
    fn stacked_shades_can_be_told_from_each_other_and_from_the_card() {
        for t in [Theme::light(), Theme::dark()] {
            let shades = t.failed_shades();
            for pair in shades.windows(2) {
                assert!(contrast(pair[0], pair[1]) >= 1.3, "dark {}: {pair:?}", t.is_dark);
            }
            assert!(shades.iter().all(|s| contrast(*s, t.card) >= 1.7), "dark {}", t.is_dark);
            assert!(contrast(t.depth_quiet(), t.card) >= 3.0);
        }
    }

    #[test]
    fn every_mark_stands_out_from_the_card() {
        for t in [Theme::light(), Theme::dark()] {
            for mark in [t.failed, t.accepted, t.relayed, t.depth, t.action, t.outline] {
                let ratio = contrast(mark, t.card);
                assert!(ratio >= 3.0, "dark {}: {mark:?} is {ratio:.2}", t.is_dark);
            }
        }
    }
}
