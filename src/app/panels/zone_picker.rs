//! Choosing one of the world's zones by typing a part of its name.

use crate::app::panel::Scene;
use crate::app::theme::ROW_HEIGHT;
use crate::app::widgets::parts;
use crate::model::time::UtcTime;
use chrono_tz::{TZ_VARIANTS, Tz};
use eframe::egui::{Id, Popup, PopupCloseBehavior, ScrollArea, TextEdit, Ui};

/// Shown first.
const COMMON: [Tz; 12] = [
    Tz::UTC,
    Tz::Europe__Paris,
    Tz::Europe__Brussels,
    Tz::Europe__Zurich,
    Tz::Europe__Luxembourg,
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::Europe__Madrid,
    Tz::Europe__Rome,
    Tz::America__New_York,
    Tz::America__Montreal,
    Tz::America__Los_Angeles,
];

/// A button with the zone (and its offset at `at`) that opens a list to search; gives the zone chosen.
pub fn zone_picker(
    ui: &mut Ui,
    scene: &Scene<'_>,
    name: &str,
    current: Option<Tz>,
    at: Option<UtcTime>,
) -> Option<Tz> {
    let text = current.map_or_else(|| name.to_owned(), |zone| title(zone, at));
    let button = ui.button(text).on_hover_text(name);
    let id = button.id.with("zone");
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(260.0)
        .show(|ui| list(ui, scene, id, current))
        .and_then(|shown| shown.inner)
}

/// `Europe/Paris (UTC+1)`; the offset is that at `at`, and left out without it.
#[must_use]
pub fn title(zone: Tz, at: Option<UtcTime>) -> String {
    let Some(at) = at.filter(|_| zone != Tz::UTC) else {
        return zone.name().to_owned();
    };
    let offset = at.in_zone(zone, "%:z");
    let short = offset.strip_suffix(":00").unwrap_or(&offset);
    let short = short.replace("+0", "+").replace("-0", "−").replace('-', "−");
    format!("{} (UTC{short})", zone.name())
}

fn list(ui: &mut Ui, scene: &Scene<'_>, id: Id, current: Option<Tz>) -> Option<Tz> {
    let mut typed: String = ui.data_mut(|d| d.get_temp(id).unwrap_or_default());
    let label = ui.label(parts::quiet(scene.words.word("zone-search"), scene.theme));
    let field = TextEdit::singleline(&mut typed)
        .margin(eframe::egui::Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    if field.changed() {
        ui.data_mut(|d| d.insert_temp(id, typed.clone()));
    }
    let found = matching(&typed);
    let mut chosen = None;
    ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show_rows(
        ui,
        ROW_HEIGHT,
        found.len(),
        |ui, rows| {
            for zone in found.get(rows).into_iter().flatten() {
                let here = current == Some(*zone);
                if ui.selectable_label(here, zone.name()).clicked() {
                    chosen = Some(*zone);
                }
            }
        },
    );
    if chosen.is_some() {
        ui.data_mut(|d| d.remove::<String>(id));
        ui.close();
    }
    chosen
}

/// Zones whose name holds what was typed, the common ones first.
fn matching(typed: &str) -> Vec<Tz> {
    let wanted = typed.trim().to_lowercase().replace(' ', "_");
    let others = TZ_VARIANTS.iter().filter(|z| !COMMON.contains(z));
    let fits = |z: &&Tz| z.name().to_lowercase().contains(&wanted);
    COMMON.iter().chain(others).filter(fits).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_that_of_the_day_looked_at() {
        let winter = UtcTime::from_unix(1_762_136_094, 0);
        let summer = winter.plus_seconds(-120 * 86_400);
        assert_eq!(title(Tz::Europe__Paris, Some(winter)), "Europe/Paris (UTC+1)");
        assert_eq!(title(Tz::Europe__Paris, Some(summer)), "Europe/Paris (UTC+2)");
        assert_eq!(title(Tz::Asia__Kolkata, Some(winter)), "Asia/Kolkata (UTC+5:30)");
        assert_eq!(title(Tz::America__New_York, Some(winter)), "America/New_York (UTC−5)");
        assert_eq!(title(Tz::Europe__Paris, None), "Europe/Paris");
    }

    #[test]
    fn zones_are_found_by_a_part_of_their_name() {
        assert_eq!(matching("new york"), [Tz::America__New_York]);
        assert_eq!(matching("")[..2], [Tz::UTC, Tz::Europe__Paris]);
        assert_eq!(matching("").len(), TZ_VARIANTS.len());
    }
}
