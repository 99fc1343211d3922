//! Time across the screen: where an instant stands, zooming and panning, and ticks in the site's zone.
//!
//! Positions are worked out in 64 bits; only the last step to the screen is 32 bits wide.

use crate::model::time::{LocalReading, Span, TICKS_PER_SECOND, UtcTime, from_local};
use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use chrono_tz::Tz;

/// Shortest stretch that can be shown: 10 ms.
const SHORTEST: i64 = TICKS_PER_SECOND / 100;

/// Width of a stretch that is cut out, in points.
pub const CUT: f32 = 18.0;

/// A part of the axis: an even stretch, or one that is cut out and drawn narrow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// What it shows; its last instant is the first one of the next piece.
    pub span: Span,
    /// Left edge, in points.
    pub left: f32,
    /// Right edge, in points.
    pub right: f32,
    /// Is it cut out?
    pub cut: bool,
}

/// A stretch of time across a stretch of the screen: even but for the stretches that are cut out. From left
/// to right time never runs back, and every instant has a place, those inside of a cut too.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is shown.
    pub view: Span,
    /// Left edge, in points.
    pub left: f32,
    /// Width, in points.
    pub width: f32,
    pieces: Vec<Piece>,
}

impl Axis {
    /// The axis of a view; `cuts` are in order of time and apart from each other.
    #[must_use]
    pub fn new(view: Span, left: f32, width: f32, cuts: &[Span]) -> Self {
        let mut axis = Self { view, left, width: width.max(1.0), pieces: Vec::new() };
        axis.pieces = axis.split(cuts);
        axis
    }

    /// The same place on the screen with another view.
    #[must_use]
    pub fn showing(&self, view: Span, cuts: &[Span]) -> Self {
        Self::new(view, self.left, self.width, cuts)
    }

    /// Right edge, in points.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    /// The pieces from left to right; one at least.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Points per tick outside of cuts.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "screen positions")]
    pub fn scale(&self) -> f64 {
        let shown = self.pieces.iter().filter(|p| !p.cut);
        let (ticks, points) = shown.fold((0, 0.0), |(t, w), p| (t + p.span.ticks(), w + p.right - p.left));
        f64::from(points) / ticks.max(1) as f64
    }

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    fn split(&self, cuts: &[Span]) -> Vec<Piece> {
        let inside = |c: &&Span| c.last > self.view.first && c.first < self.view.last;
        // More cuts than a half of the width could not be read: the first ones are kept.
        let room = (self.width / 2.0 / CUT) as usize;
        let clipped =
            |c: &Span| Span { first: c.first.max(self.view.first), last: c.last.min(self.view.last) };
        let cuts: Vec<Span> = cuts.iter().filter(inside).take(room).map(clipped).collect();
        let gone: i64 = cuts.iter().map(|c| c.ticks()).sum();
        let shown = self.view.ticks().saturating_sub(gone).max(1) as f64;
        let scale = f64::from(self.width - CUT * cuts.len() as f32) / shown;
        let (mut pieces, mut at, mut x) = (Vec::new(), self.view.first, f64::from(self.left));
        let mut push = |last: UtcTime, cut: bool| {
            let span = Span { first: at, last };
            let width = if cut { f64::from(CUT) } else { span.ticks() as f64 * scale };
            pieces.push(Piece { span, left: x as f32, right: (x + width) as f32, cut });
            (at, x) = (last, x + width);
        };
        for cut in &cuts {
            push(cut.first, false);
            push(cut.last, true);
        }
        push(self.view.last, false);
        pieces.retain(|p| p.cut || p.span.ticks() > 0);
        if pieces.is_empty() {
            pieces.push(Piece { span: self.view, left: self.left, right: self.right(), cut: false });
        }
        pieces
    }

    /// Where an instant stands; may lie outside.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn x(&self, time: UtcTime) -> f32 {
        let at = self.pieces.partition_point(|p| p.span.last < time).min(self.pieces.len().saturating_sub(1));
        let Some(piece) = self.pieces.get(at) else {
            return self.left;
        };
        let part = (time.0.saturating_sub(piece.span.first.0)) as f64 / piece.span.ticks().max(1) as f64;
        let x = f64::from(piece.left) + part * f64::from(piece.right - piece.left);
        x.clamp(f64::from(self.left) - 1e6, f64::from(self.left) + 1e6) as f32
    }

    /// The instant at a place, held within the view.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn time(&self, x: f32) -> UtcTime {
        let at = self.pieces.partition_point(|p| p.right < x).min(self.pieces.len().saturating_sub(1));
        let Some(piece) = self.pieces.get(at) else {
            return self.view.first;
        };
        let width = f64::from((piece.right - piece.left).max(1e-3));
        let part = (f64::from(x - piece.left) / width).clamp(0.0, 1.0);
        let ticks = (part * piece.span.ticks() as f64).round() as i64;
        UtcTime(piece.span.first.0.saturating_add(ticks).min(piece.span.last.0))
    }

    /// The piece that is cut out at a place.
    #[must_use]
    pub fn cut_at(&self, x: f32) -> Option<Piece> {
        self.pieces.iter().find(|p| p.cut && (p.left..=p.right).contains(&x)).copied()
    }

    /// Where `n` columns of equal width begin, and one instant behind the last; in order.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "screen positions")]
    pub fn edges(&self, n: usize) -> Vec<UtcTime> {
        let step = self.width / n.max(1) as f32;
        let mut edges: Vec<UtcTime> = (0..n).map(|k| self.time(self.left + k as f32 * step)).collect();
        if let Some(first) = edges.first_mut() {
            *first = self.view.first;
        }
        edges.push(UtcTime(self.view.last.0.saturating_add(1)));
        edges
    }

    /// The view after zooming by `factor` (above 1: closer); what is under `x` stays under it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn zoomed(&self, x: f32, factor: f64, all: Span, cuts: &[Span]) -> Span {
        let scale = Unrolled::new(all, cuts);
        let here = |t: UtcTime| scale.to(t);
        let longest = scale.length().max(SHORTEST) as f64;
        let length = (here(self.view.last) - here(self.view.first)) as f64 / factor;
        let length = length.clamp(SHORTEST as f64, longest) as i64;
        self.with(x, self.time(x), length, all, cuts)
    }

    /// The view moved by `points` to the right in time, within `all`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn panned(&self, points: f32, all: Span, cuts: &[Span]) -> Span {
        let scale = Unrolled::new(all, cuts);
        let length = scale.to(self.view.last) - scale.to(self.view.first);
        let ticks = f64::from(points) / f64::from(self.width) * length as f64;
        scale.placed(scale.to(self.view.first).saturating_add(ticks as i64), length)
    }

    /// A view with `length` ticks shown that has `time` at `x`, as near as the ends allow.
    fn with(&self, x: f32, time: UtcTime, length: i64, all: Span, cuts: &[Span]) -> Span {
        let scale = Unrolled::new(all, cuts);
        let (mut low, mut high) = (0, scale.length().saturating_sub(length).max(0));
        // The later the view begins, the further left the instant stands.
        while low < high {
            let middle = low + (high - low) / 2;
            let there = self.showing(scale.placed(middle, length), cuts).x(time);
            if there > x { low = middle + 1 } else { high = middle }
        }
        scale.placed(low, length)
    }
}

/// Time as if what is cut out took none: zooming and panning go by what is seen.
struct Unrolled<'a> {
    all: Span,
    cuts: &'a [Span],
}

impl<'a> Unrolled<'a> {
    fn new(all: Span, cuts: &'a [Span]) -> Self {
        Self { all, cuts }
    }

    fn length(&self) -> i64 {
        self.to(self.all.last)
    }

    fn to(&self, time: UtcTime) -> i64 {
        let gone = |c: &Span| time.min(c.last).0.saturating_sub(c.first.0).max(0);
        let gone: i64 = self.cuts.iter().map(gone).sum();
        time.0.saturating_sub(self.all.first.0).saturating_sub(gone).max(0)
    }

    fn back(&self, shown: i64) -> UtcTime {
        let mut time = self.all.first.0.saturating_add(shown);
        for cut in self.cuts {
            // An instant on the edge of a cut stays before it.
            if time > cut.first.0 {
                time = time.saturating_add(cut.ticks());
            }
        }
        UtcTime(time.min(self.all.last.0))
    }

    fn placed(&self, first: i64, length: i64) -> Span {
        let first = first.clamp(0, self.length().saturating_sub(length).max(0));
        let from = self.back(first);
        Span { first: from, last: self.back(first.saturating_add(length)).max(from) }
    }
}

/// A mark on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// When.
    pub time: UtcTime,
    /// Where.
    pub x: f32,
    /// Hour, minute or day there.
    pub label: String,
    /// Does a new day begin here, as seen on the screen?
    pub new_day: bool,
}

/// Steps of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Seconds(i64),
    Days(u32),
    Months(u32),
}

const STEPS: [Step; 27] = {
    use Step::{Days as D, Months as M, Seconds as S};
    [
        S(1),
        S(2),
        S(5),
        S(10),
        S(15),
        S(30),
        S(60),
        S(120),
        S(300),
        S(600),
        S(900),
        S(1800),
        S(3600),
        S(7200),
        S(10_800),
        S(21_600),
        S(43_200),
        D(1),
        D(2),
        D(7),
        D(14),
        M(1),
        M(2),
        M(3),
        M(6),
        M(12),
        M(60),
    ]
};

impl Step {
    fn seconds(self) -> i64 {
        match self {
            Self::Seconds(s) => s,
            Self::Days(d) => i64::from(d) * 86_400,
            Self::Months(m) => i64::from(m) * 2_592_000,
        }
    }

    fn floor(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let date = at.date();
        match self {
            Self::Seconds(s) => {
                let second = i64::from(at.num_seconds_from_midnight());
                date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::seconds(second - second % s))
            }
            Self::Days(d) => {
                let day = date.num_days_from_ce();
                let days = day - day.rem_euclid(i32::try_from(d).ok()?);
                NaiveDate::from_num_days_from_ce_opt(days)?.and_hms_opt(0, 0, 0)
            }
            Self::Months(m) => {
                let month = date.month0() - date.month0() % m.min(12);
                NaiveDate::from_ymd_opt(date.year(), month + 1, 1)?.and_hms_opt(0, 0, 0)
            }
        }
    }

    fn after(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        match self {
            Self::Seconds(s) => at.checked_add_signed(TimeDelta::seconds(s)),
            Self::Days(d) => at.checked_add_signed(TimeDelta::days(i64::from(d))),
            Self::Months(m) => at.checked_add_months(Months::new(m)),
        }
    }

    /// Does the date go under a tick? With every day of its own, only where the year is new.
    fn begins(self, before: Option<NaiveDate>, date: NaiveDate) -> bool {
        match self {
            Self::Seconds(_) => before != Some(date),
            Self::Days(_) => before.is_none_or(|b| b.year() != date.year()),
            Self::Months(_) => false,
        }
    }

    fn label(self, at: NaiveDateTime) -> String {
        match self {
            Self::Seconds(s) if s < 60 => at.format("%H:%M:%S").to_string(),
            Self::Seconds(_) => at.format("%H:%M").to_string(),
            Self::Days(_) => at.format("%d/%m").to_string(),
            Self::Months(_) => at.format("%m/%Y").to_string(),
        }
    }
}

/// Ticks at least `room` points apart, in the zone's wall clock, none inside of a cut. The hour that spring
/// skips has none, the hour that autumn repeats has its first.
#[must_use]
pub fn ticks(axis: &Axis, zone: Tz, room: f32) -> Vec<Tick> {
    let Some(step) = step_for(axis, room) else {
        return Vec::new();
    };
    let (mut found, mut day) = (Vec::new(), None);
    for piece in axis.pieces().iter().filter(|p| !p.cut) {
        ticks_of(axis, *piece, step, zone, room, &mut found, &mut day);
    }
    found
}

fn ticks_of(
    axis: &Axis,
    piece: Piece,
    step: Step,
    zone: Tz,
    room: f32,
    found: &mut Vec<Tick>,
    day: &mut Option<NaiveDate>,
) {
    let local = |t: UtcTime| t.to_utc().map(|u| u.with_timezone(&zone).naive_local());
    let mut at = local(piece.span.first).and_then(|t| step.floor(t));
    for _ in 0..2_000 {
        let Some(now) = at else { break };
        at = step.after(now);
        let (LocalReading::Single(time) | LocalReading::Ambiguous(time)) = from_local(now, zone) else {
            continue;
        };
        if time > piece.span.last {
            break;
        }
        let x = axis.x(time);
        let clear = found.last().is_none_or(|t| x - t.x >= room);
        if time >= piece.span.first && clear {
            let new_day = step.begins(day.replace(now.date()), now.date());
            found.push(Tick { time, x, label: step.label(now), new_day });
        }
    }
}

fn step_for(axis: &Axis, room: f32) -> Option<Step> {
    #[expect(clippy::cast_possible_truncation, reason = "screen positions")]
    let scale = axis.scale() as f32;
    let fits = |s: &Step| s.seconds() as f32 * TICKS_PER_SECOND as f32 * scale >= room;
    (axis.width > room).then(|| STEPS.into_iter().find(fits).unwrap_or(Step::Months(60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(seconds: i64) -> Axis {
        let first = UtcTime::from_unix(1_761_436_800, 0);
        Axis::new(Span { first, last: first.plus_seconds(seconds) }, 100.0, 1000.0, &[])
    }

    #[test]
    fn labels_never_overlap_from_a_second_to_twenty_years() {
        for seconds in [1, 7, 60, 3_600, 36_000, 86_400, 900_000, 40_000_000, 600_000_000] {
            for zone in [Tz::UTC, Tz::Europe__Paris, Tz::Asia__Kathmandu] {
                let all = ticks(&axis(seconds), zone, 60.0);
                assert!(all.windows(2).all(|w| w[1].x - w[0].x >= 60.0), "{seconds} {zone}");
                assert!(seconds < 7 || all.len() >= 2, "{seconds} {zone}: {}", all.len());
            }
        }
    }

    #[test]
    fn the_night_that_has_an_hour_twice_shows_each_label_once() {
        let all = ticks(&axis(36_000), Tz::Europe__Paris, 30.0);
        let mut labels: Vec<&str> = all.iter().map(|t| t.label.as_str()).collect();
        let n = labels.len();
        labels.dedup();
        assert_eq!(labels.len(), n);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer_under_it() {
        let axis = axis(36_000);
        let (x, before) = (420.0, axis.time(420.0));
        let closer = axis.showing(axis.zoomed(x, 8.0, axis.view, &[]), &[]);
        assert!((closer.x(before) - x).abs() < 0.1);
        assert_eq!(closer.zoomed(x, 1e-9, axis.view, &[]), axis.view);
    }

    /// Ten hours with cuts at two places, one of them beyond both ends of some views.
    fn cut_axis(left: f32, width: f32) -> (Axis, Vec<Span>) {
        let plain = axis(36_000);
        let at = |s: i64| plain.view.first.plus_seconds(s);
        let cuts =
            vec![Span { first: at(3_000), last: at(20_000) }, Span { first: at(24_000), last: at(33_000) }];
        (Axis::new(plain.view, left, width, &cuts), cuts)
    }

    #[test]
    fn with_cuts_every_instant_has_one_place_and_every_place_one_instant() {
        for (left, width) in [(0.0, 300.0), (133.0, 1000.0), (133.5, 3_000.0)] {
            let (axis, cuts) = cut_axis(left, width);
            assert_eq!(axis.pieces().iter().filter(|p| p.cut).count(), cuts.len());
            let mut last = UtcTime(i64::MIN);
            for k in 0..=2_000 {
                let x = left + width * k as f32 / 2_000.0;
                let time = axis.time(x);
                assert!(time >= last, "time runs back at {x}");
                last = time;
                assert!((axis.x(time) - x).abs() < 0.01, "{x} came back as {}", axis.x(time));
            }
            assert_eq!((axis.time(left), axis.time(left + width)), (axis.view.first, axis.view.last));
            let (mut x, mut t) = (f32::MIN, axis.view.first);
            while t <= axis.view.last {
                assert!(axis.x(t) >= x, "places run back");
                (x, t) = (axis.x(t), t.plus_seconds(17));
            }
        }
    }

    #[test]
    fn with_cuts_zooming_holds_what_is_under_the_pointer_and_panning_stops_at_the_ends() {
        let (whole, cuts) = cut_axis(100.0, 1000.0);
        for x in [120.0, 300.0, 480.0, 700.0, 1_050.0] {
            let held = whole.time(x);
            let mut axis = whole.clone();
            for _ in 0..6 {
                axis = axis.showing(axis.zoomed(x, 1.3, whole.view, &cuts), &cuts);
                // Where a cut leaves the view its points go to the rest, so a step of it may be seen.
                let off = (axis.x(held) - x).abs();
                assert!(off <= CUT, "{x}: {off}");
            }
            assert_eq!(axis.panned(1e9, whole.view, &cuts).last, whole.view.last);
            assert_eq!(axis.panned(-1e9, whole.view, &cuts).first, whole.view.first);
            assert_eq!(axis.zoomed(x, 1e-9, whole.view, &cuts), whole.view);
        }
    }

    #[test]
    fn with_cuts_ticks_stay_apart_and_out_of_the_cuts() {
        let (axis, _) = cut_axis(100.0, 1000.0);
        let all = ticks(&axis, Tz::Europe__Paris, 60.0);
        assert!(all.len() > 3 && all.windows(2).all(|w| w[1].x - w[0].x >= 60.0));
        for cut in axis.pieces().iter().filter(|p| p.cut) {
            assert!(all.iter().all(|t| t.x <= cut.left + 0.1 || t.x >= cut.right - 0.1));
        }
    }

    #[test]
    fn the_columns_hold_the_view_without_gap_or_overlap() {
        let (axis, _) = cut_axis(100.0, 1000.0);
        for n in [1, 7, 333] {
            let edges = axis.edges(n);
            assert!(edges.len() == n + 1 && edges.windows(2).all(|w| w[0] <= w[1]));
            assert_eq!((edges[0], edges[n].0), (axis.view.first, axis.view.last.0 + 1));
        }
    }

    #[test]
    fn panning_stops_at_the_ends() {
        let all = axis(36_000);
        let axis = all.showing(all.zoomed(600.0, 4.0, all.view, &[]), &[]);
        assert_eq!(axis.panned(1e9, all.view, &[]).last, all.view.last);
        assert_eq!(axis.panned(-1e9, all.view, &[]).first, all.view.first);
    }
}
