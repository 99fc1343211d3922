//! Pictures of the pages in sight: asked for once, put on the graphics card once, dropped when out of sight.
//!
//! An older picture stays on its page until the newer one is there, so that nothing flickers.

use crate::app::panel::Wish;
use crate::case::preview::{PageImage, Preview};
use crate::workbench::command::Command;
use eframe::egui::{ColorImage, TextureHandle, TextureOptions, Ui};
use std::collections::BTreeMap;
use std::time::Duration;

/// Pages asked for at a time.
pub const MOST: usize = 8;
/// Seconds for which the size must have stood still, so that a window being resized is not drawn at every step.
const STILL: f64 = 0.15;

/// A picture on the graphics card.
pub struct Held {
    number: u64,
    scale: u32,
    /// Where it is.
    pub texture: TextureHandle,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Held({}, {})", self.number, self.scale)
    }
}

/// The pictures of the pages in sight.
#[derive(Debug, Default)]
pub struct Pictures {
    held: BTreeMap<usize, Held>,
    /// What was asked for last: report, scale, pages.
    asked: Option<(u64, u32, Vec<usize>)>,
    scale: u32,
    since: f64,
}

impl Pictures {
    /// The picture of a page.
    pub fn of(&self, page: usize) -> Option<&Held> {
        self.held.get(&page)
    }

    /// Takes in pictures that have come and asks for those that are missing, of `pages` alone.
    pub fn follow(
        &mut self,
        ui: &Ui,
        preview: &Preview,
        pages: &[usize],
        scale: u32,
        wishes: &mut Vec<Wish>,
    ) {
        self.held.retain(|page, _| pages.contains(page));
        self.take_in(ui, preview, pages);
        if !self.is_still(ui, scale) {
            return;
        }
        let there = |page: &usize| self.held.get(page).is_some_and(|h| is_of(h, preview.number, scale));
        let wanted = (preview.number, scale, pages.to_vec());
        if !pages.iter().all(there) && self.asked.as_ref() != Some(&wanted) {
            wishes.push(Wish::Do(Command::ShowPages { pages: wanted.2.clone(), scale }));
            self.asked = Some(wanted);
        }
    }

    /// One picture a frame goes to the graphics card.
    fn take_in(&mut self, ui: &Ui, preview: &Preview, pages: &[usize]) {
        let (number, scale) = (preview.number, preview.scale);
        let new = |page: &usize| !self.held.get(page).is_some_and(|held| is_of(held, number, scale));
        let mut waiting = preview.images.iter().filter(|(page, _)| pages.contains(page) && new(page));
        let Some((page, image)) = waiting.next() else { return };
        if waiting.next().is_some() {
            ui.ctx().request_repaint();
        }
        if let Some(texture) = upload(ui, *page, image) {
            self.held.insert(*page, Held { number, scale, texture });
        }
    }

    fn is_still(&mut self, ui: &Ui, scale: u32) -> bool {
        let now = ui.input(|i| i.time);
        if self.scale != scale {
            (self.scale, self.since) = (scale, now);
        }
        let wait = self.since + STILL - now;
        let still = self.asked.is_none() || wait <= 0.0;
        if !still {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(wait));
        }
        still
    }
}

fn is_of(held: &Held, number: u64, scale: u32) -> bool {
    (held.number, held.scale) == (number, scale)
}

/// A picture that is not what it says, or too big for the card, is left out.
fn upload(ui: &Ui, page: usize, image: &PageImage) -> Option<TextureHandle> {
    let most = ui.input(|i| i.max_texture_side);
    let size = [image.width, image.height];
    let sound = size.iter().all(|side| (1..=most).contains(side));
    let bytes = image.width.checked_mul(image.height)?.checked_mul(4)?;
    (sound && image.rgba.len() == bytes).then(|| {
        let image = ColorImage::from_rgba_premultiplied(size, &image.rgba);
        ui.ctx().load_texture(format!("page {page}"), image, TextureOptions::LINEAR)
    })
}
