//! How long a frame of the whole window takes with ten million rows, next to the same with ten thousand.
//!
//! `cargo bench --bench frames [-- ROWS]`. Draws without a screen: layout, painting and tessellation, as
//! the window does it, with the answers of the list threads arriving as they do there. Prints, for each
//! thing the hand does, the median, the 99th percentile and the longest frame, and the memory of the process.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench may stop where a premise fails"
)]

#[path = "support/invented.rs"]
mod invented;

use eframe::egui::accesskit::{Node, NodeId};
use eframe::egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, pos2, vec2,
};
use invented::{case, memory};
use relayscope::app::panel::{PlaceInApp, Wish};
use relayscope::app::settings::Settings;
use relayscope::app::shell::Shell;
use relayscope::app::style;
use relayscope::case::Case;
use std::time::{Duration, Instant};

const WIDTH: f32 = 1600.0;
const HEIGHT: f32 = 900.0;
const FRAMES: usize = 400;

fn main() {
    let asked = std::env::args().skip(1).find_map(|a| a.replace('_', "").parse().ok());
    let rows: u64 = asked.unwrap_or(10_000_000);
    println!("window of {WIDTH} x {HEIGHT}, {FRAMES} frames each, milliseconds: median / p99 / longest");
    let few = measure(10_000);
    let many = measure(rows);
    for ((name, a), (_, b)) in few.iter().zip(&many) {
        println!("{name:<10} 10,000 rows {a}   {rows} rows {b}   p99 ratio {:.2}", b.p99 / a.p99.max(0.001));
    }
    println!("memory of the process: {} MiB at most, {} MiB now", memory("VmHWM:"), memory("VmRSS:"));
}

struct Times {
    median: f64,
    p99: f64,
    longest: f64,
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2} / {:.2} / {:.2}", self.median, self.p99, self.longest)
    }
}

fn measure(rows: u64) -> Vec<(&'static str, Times)> {
    let began = Instant::now();
    let case = case(rows);
    println!(
        "{rows} rows made and analysed in {:.1} s; {} MiB",
        began.elapsed().as_secs_f64(),
        memory("VmRSS:")
    );
    let mut window = Window::new(case);
    window.settle();
    let plot = window.place("Timeline");
    let table = window.place("Authentications");
    vec![
        ("scrolling", window.scrolling(table)),
        ("zooming", window.zooming(plot)),
        ("dragging", window.dragging(plot)),
        ("sorting", window.sorting()),
    ]
}

/// The window without a screen.
struct Window {
    ctx: Context,
    shell: Shell,
    case: Case,
    wishes: Vec<Wish>,
    now: f64,
    nodes: Vec<(NodeId, Node)>,
}

impl Window {
    fn new(case: Case) -> Self {
        let ctx = Context::default();
        style::install(&ctx);
        let shell = Shell::new(Settings { place: PlaceInApp::Investigate, ..Settings::default() });
        Self { ctx, shell, case, wishes: Vec::new(), now: 0.0, nodes: Vec::new() }
    }

    /// One frame with these events; how long it took.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.now += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(WIDTH, HEIGHT))),
            time: Some(self.now),
            events,
            ..RawInput::default()
        };
        let began = Instant::now();
        let Self { ctx, shell, case, wishes, .. } = self;
        let output = ctx.run_ui(input, |ui| shell.ui(ui, case, wishes));
        let update = output.platform_output.accesskit_update;
        std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
        let took = began.elapsed();
        self.nodes = update.map(|u| u.nodes).unwrap_or_default();
        for wish in std::mem::take(&mut self.wishes) {
            self.shell.take_in(&self.ctx, &wish);
        }
        took
    }

    /// Until the list threads have answered.
    fn settle(&mut self) {
        for _ in 0..2_000 {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(10));
            let view = &self.shell.investigate;
            if view.time.lanes.answer().is_some()
                && !view.time.lanes.is_working()
                && !view.authentications.rows.is_working()
            {
                return;
            }
        }
    }

    /// Where the widget of that name stands.
    fn place(&mut self, label: &str) -> Rect {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        self.frame(Vec::new());
        let node = self.nodes.iter().find(|(_, n)| n.label() == Some(label) && n.bounds().is_some());
        let bounds = node.and_then(|(_, n)| n.bounds()).unwrap_or_else(|| panic!("{label} is not on screen"));
        self.ctx.disable_accesskit();
        #[expect(clippy::cast_possible_truncation, reason = "screen positions")]
        let point = |x: f64, y: f64| pos2(x as f32, y as f32);
        Rect::from_min_max(point(bounds.x0, bounds.y0), point(bounds.x1, bounds.y1))
    }

    fn scrolling(&mut self, table: Rect) -> Times {
        let at = table.center();
        self.frame(vec![Event::PointerMoved(at)]);
        let before = self.shell.investigate.authentications.state.position.first;
        let times = (0..FRAMES).map(|_| self.frame(vec![wheel(-90.0)])).collect();
        let after = self.shell.investigate.authentications.state.position.first;
        assert!(after > before, "the table did not scroll");
        summed(times)
    }

    fn zooming(&mut self, plot: Rect) -> Times {
        self.frame(vec![Event::PointerMoved(plot.left_center() + vec2(plot.width() * 0.4, 0.0))]);
        let step = |k: usize| if k % 100 < 50 { 18.0 } else { -18.0 };
        let times = (0..FRAMES).map(|k| self.frame(vec![wheel(step(k))])).collect();
        self.frame(vec![wheel(40.0)]);
        assert!(self.shell.investigate.visible.is_some(), "the timeline did not zoom");
        self.shell.investigate.visible = None;
        self.settle();
        summed(times)
    }

    fn dragging(&mut self, plot: Rect) -> Times {
        let at = |share: f32| plot.left_center() + vec2(plot.width() * share, 0.0);
        self.frame(vec![Event::PointerMoved(at(0.2))]);
        self.frame(vec![button(at(0.2), true)]);
        #[expect(clippy::cast_precision_loss, reason = "screen positions")]
        let share = |k: usize| 0.2 + 0.6 * (k as f32 / FRAMES as f32);
        let times = (0..FRAMES).map(|k| self.frame(vec![Event::PointerMoved(at(share(k)))])).collect();
        self.frame(vec![button(at(0.8), false)]);
        assert!(self.shell.investigate.selection.span.is_some(), "no span was selected");
        self.shell.investigate.selection.span = None;
        self.settle();
        summed(times)
    }

    /// Another order every forty frames.
    fn sorting(&mut self) -> Times {
        let heads: Vec<Rect> = ["Account", "From", "Time"].map(|name| self.place(name)).to_vec();
        let mut times = Vec::new();
        for k in 0..FRAMES {
            let at = heads.get(k / 40 % heads.len()).expect("a head").left_center() + vec2(8.0, 0.0);
            let events = match k % 40 {
                0 => vec![Event::PointerMoved(at)],
                1 => vec![button(at, true)],
                2 => vec![button(at, false)],
                _ => Vec::new(),
            };
            times.push(self.frame(events));
            std::thread::sleep(Duration::from_millis(4));
        }
        self.settle();
        summed(times)
    }
}

fn wheel(points: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn summed(mut times: Vec<Duration>) -> Times {
    times.sort();
    let at = |share: usize| times.get((times.len() - 1) * share / 100).expect("frames").as_secs_f64() * 1e3;
    Times { median: at(50), p99: at(99), longest: at(100) }
}
