//! The whole program without a screen: a window's worth of shell and workbench, its case kept in a folder.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where a premise fails")]

use eframe::egui::{self, DroppedFile, Key, Modifiers, Pos2, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable, by};
use egui_kittest::{Harness, Node};
use relayscope::app::front::Front;
use relayscope::app::settings::Settings;
use relayscope::app::shell::Shell;
use relayscope::app::style;
use relayscope::case::Case;
use relayscope::model::time::UtcTime;
use relayscope::workbench::Workbench;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A window of the program.
pub struct Program {
    pub h: Harness<'static, Front>,
}

#[derive(Debug)]
struct OnDisk(PathBuf);

impl DroppedFile for OnDisk {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

impl Program {
    /// Starts it; unnamed cases go to `cases`, and `paths` are what the command line named.
    pub fn start(cases: &Path, settings: Settings, paths: Vec<PathBuf>) -> Self {
        let workbench = Workbench::new(|| {}).kept(Some(cases.to_owned())).with_preview();
        let mut front = Front::new(workbench, Shell::new(settings));
        front.bring(paths);
        let h =
            Harness::builder().with_size([1280.0, 800.0]).with_context_setup(style::install).build_ui_state(
                |ui, front: &mut Front| {
                    front.poll(UtcTime::from_unix(1_762_178_520, 0));
                    front.ui(ui);
                },
                front,
            );
        let mut program = Self { h };
        program.settle();
        program
    }

    /// Frames until nothing is under way, and then some until the view has gone into the case.
    pub fn settle(&mut self) {
        let end = Instant::now() + Duration::from_secs(120);
        let mut quiet = 0;
        while quiet < 8 {
            assert!(Instant::now() < end, "still at work: {:?}", self.case().home);
            self.h.step();
            let view = &self.front().shell.investigate;
            let counting = view.time.lanes.is_working() || view.time.ground.is_working();
            if self.front().workbench.is_idle() && !counting {
                quiet += 1;
            } else {
                quiet = 0;
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }

    pub fn front(&self) -> &Front {
        self.h.state()
    }

    pub fn case(&self) -> &Case {
        self.h.state().workbench.case()
    }

    /// The end of the window; the file of the case.
    pub fn close(mut self) -> PathBuf {
        let path = self.case().home.path.clone().unwrap();
        self.h.state_mut().close(Duration::from_secs(60));
        path
    }

    /// Drops a file or folder on the window.
    pub fn drop(&mut self, path: &Path) {
        self.h.input_mut().dropped_files = vec![Arc::new(OnDisk(path.to_owned()))];
        self.h.step();
        self.h.input_mut().dropped_files.clear();
        self.settle();
    }

    /// Is there anything of this name?
    pub fn shows(&self, text: &str) -> bool {
        self.h.query_all_by_label_contains(text).next().is_some()
    }

    /// The names of all there is, for the message of a failing test.
    pub fn all(&self) -> String {
        let told = |n: Node<'_>| n.accesskit_node().label().or(n.accesskit_node().value());
        let all = self.h.query_all(by()).filter_map(told);
        let names: Vec<String> = all.filter(|l| !l.contains("SHA-256")).collect();
        names.join(" | ")
    }

    /// The whole name of the first that begins so.
    pub fn whole_name(&self, beginning: &str) -> String {
        let mut all = self.h.query_all(by()).map(|n| label(&n));
        all.find(|l| l.starts_with(beginning))
            .unwrap_or_else(|| panic!("no {beginning} among {}", self.all()))
    }

    /// Where that of this name is.
    pub fn rect(&self, name: &str) -> egui::Rect {
        let found = self.h.query_all(by()).find(|n| is(n, name));
        found.unwrap_or_else(|| panic!("no {name} among {}", self.all())).rect()
    }

    fn place(&self, role: Role, name: &str) -> Pos2 {
        let found = self.h.query_all_by_role(role).find(|n| is(n, name));
        found.unwrap_or_else(|| panic!("no {role:?} {name} among {}", self.all())).rect().center()
    }

    /// Presses the primary button of the mouse on what has this role and name.
    pub fn click(&mut self, role: Role, name: &str) {
        let at = self.place(role, name);
        self.click_at(at, egui::PointerButton::Primary);
    }

    /// Turns the wheel below the tab until the button of this name stands near it.
    pub fn scroll_to(&mut self, name: &str, tab: &str) {
        let tab = self.place(Role::Button, tab);
        self.h.event(egui::Event::PointerMoved(tab + egui::vec2(0.0, 60.0)));
        for _ in 0..100 {
            if (tab.y + 20.0..tab.y + 140.0).contains(&self.place(Role::Button, name).y) {
                return;
            }
            self.h.event(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, -60.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            });
            self.settle();
        }
        panic!("{name} never comes into sight");
    }

    /// Presses the other button.
    pub fn right_click_at(&mut self, at: Pos2) {
        self.click_at(at, egui::PointerButton::Secondary);
    }

    pub fn click_at(&mut self, pos: Pos2, button: egui::PointerButton) {
        self.h.event(egui::Event::PointerMoved(pos));
        self.h.step();
        for pressed in [true, false] {
            self.h.event(egui::Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
            self.h.step();
        }
        self.settle();
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = |pos, pressed| {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            egui::Event::PointerButton { pos, button, pressed, modifiers }
        };
        self.h.event(egui::Event::PointerMoved(from));
        self.h.event(button(from, true));
        self.h.step();
        for k in 1..=4u8 {
            self.h.event(egui::Event::PointerMoved(from + (to - from) * f32::from(k) / 4.0));
            self.h.step();
        }
        self.h.event(button(to, false));
        self.settle();
    }

    /// Presses a key.
    pub fn press(&mut self, held: Modifiers, key: Key) {
        self.h.key_press_modifiers(held, key);
        self.settle();
    }

    /// Presses a key alone.
    pub fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.h.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Role and name of what has the keyboard.
    pub fn focus(&self) -> Option<(Role, String)> {
        let node = self.h.query_all(by()).find(|n| n.accesskit_node().is_focused())?;
        let node = node.accesskit_node();
        Some((node.role(), node.label().unwrap_or_default()))
    }

    /// Goes on with Tab until what has this role and name has the keyboard.
    pub fn tab_to(&mut self, role: Role, name: &str) {
        let mut seen = Vec::new();
        for _ in 0..250 {
            self.h.key_press(Key::Tab);
            self.h.step();
            self.h.step();
            let focus = self.focus();
            if focus.as_ref().is_some_and(|(r, n)| *r == role && n.starts_with(name)) {
                return;
            }
            seen.extend(focus);
        }
        panic!("Tab never comes to {role:?} {name}: {seen:?}");
    }

    /// The place of the line whose name begins so, in the left table or the right one.
    pub fn line(&self, name: &str, left: bool) -> Pos2 {
        let rows = self.h.query_all_by_role(Role::Row).filter(|n| label(n).starts_with(name));
        let mut at: Vec<Pos2> = rows.map(|n| n.rect().center()).collect();
        at.sort_by(|a, b| a.x.total_cmp(&b.x));
        let found = if left { at.first() } else { at.last() };
        *found.unwrap_or_else(|| panic!("no line {name} among {}", self.all()))
    }

    /// The box of the star on this line.
    pub fn star(&self, line: Pos2) -> Pos2 {
        let boxes = self.h.query_all_by_role(Role::CheckBox).map(|n| n.rect());
        let mut on_line: Vec<Pos2> =
            boxes.filter(|r| r.y_range().contains(line.y) && r.left() < line.x).map(|r| r.center()).collect();
        on_line.sort_by(|a, b| b.x.total_cmp(&a.x));
        *on_line.first().unwrap_or_else(|| panic!("no star on the line"))
    }
}

fn label(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// Its name, or its name before the state that stands behind a comma.
fn is(node: &Node<'_>, name: &str) -> bool {
    let label = label(node);
    label == name || label.strip_prefix(name).is_some_and(|rest| rest.starts_with(", "))
}
