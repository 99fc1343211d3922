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
    /// The one accent: links, focus, selection handles.
    pub accent: Color32,
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
            text: rgb(0x17_212E),
            quiet: rgb(0x5A_6675),
            rail: rgb(0x12_283B),
            rail_active: rgb(0x1F_4564),
            rail_text: rgb(0xF2_F6FA),
            rail_quiet: rgb(0xA9_BACB),
            accent: rgb(0x0B_6FAE),
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
            text: rgb(0xE7_ECF3),
            quiet: rgb(0x9A_A7B8),
            rail: rgb(0x0B_1017),
            rail_active: rgb(0x1B_3348),
            rail_text: rgb(0xF2_F6FA),
            rail_quiet: rgb(0x9A_A7B8),
            accent: rgb(0x56_B4E9),
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
        }
    }
}

fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}
