//! Where everything in the figure stands. Counts nothing.

use super::axis::ticks;
use super::heads::{Head, Lane, MARK, Mark, NAME, SMALL, peak};
use super::lanes::{Act, Lanes, What, depth_between, highest};
use super::letters::width_of;
use super::told::tallied;
use crate::analysis::finding::DepthPoint;
use crate::model::time::{Span, UtcTime};
use crate::report::desk::Desk;
use crate::report::document::{Anchor, Ink, Shape};
use crate::words::Phrase;

/// Width of the figure: that of a text column.
const WIDTH: f32 = 500.0;
/// Room at the right edge, so that nothing is cut there.
const EDGE: f32 = 4.0;
/// Room on top for the times of the band.
const TOP: f32 = 15.0;
/// Room between lanes.
const APART: f32 = 8.0;
/// Room below for the labels of the axis.
const BELOW: f32 = 22.0;
/// From one line of a head to the next.
const LINE: f32 = 7.9;
/// Room above a depth for the label of its peak.
const ABOVE_PEAK: f32 = 9.0;
/// Room that labels of hours and of days take.
const HOURS: f32 = 40.0;
const DAYS: f32 = 66.0;
/// Acts nearer than this are one mark with their number.
const CROWDED: f32 = 9.0;

/// Width, height and shapes.
pub fn drawn(desk: &Desk<'_>, lanes: &Lanes) -> (f32, f32, Vec<Shape>) {
    let heads = Lane::ALL.map(|(lane, _)| Head::of(desk, lanes, lane));
    let names = heads.iter().map(Head::width).fold(0.0, f32::max);
    let peaks = heads.iter().map(|h| width_of(&h.peak, SMALL, false)).fold(0.0, f32::max);
    let lanes_end = TOP + Lane::ALL.iter().map(|(_, h)| h + APART).sum::<f32>() - APART;
    let left = (names + peaks + 10.0).min(WIDTH / 2.0);
    let mut sheet = Sheet { desk, lanes, left, bottom: lanes_end, shapes: Vec::new() };
    sheet.ground();
    let mut top = TOP;
    for ((lane, height), head) in Lane::ALL.into_iter().zip(&heads) {
        let row = Row { top, bottom: top + height };
        sheet.hatching(lane, row);
        sheet.lane(lane, row);
        sheet.head(head, row);
        top += height + APART;
    }
    sheet.band_ends();
    sheet.axis();
    (WIDTH, lanes_end + BELOW, sheet.shapes)
}

/// Upper and lower edge of a lane.
#[derive(Clone, Copy)]
struct Row {
    top: f32,
    bottom: f32,
}

impl Row {
    fn height(self) -> f32 {
        self.bottom - self.top
    }
}

struct Sheet<'a, 'b> {
    desk: &'b Desk<'a>,
    lanes: &'b Lanes,
    left: f32,
    /// Lower edge of the last lane.
    bottom: f32,
    shapes: Vec<Shape>,
}

impl Sheet<'_, '_> {
    fn width(&self) -> f32 {
        WIDTH - EDGE - self.left
    }

    fn x(&self, time: UtcTime) -> f32 {
        self.left + self.width() * self.lanes.shown.part(time)
    }

    fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        self.shapes.push(Shape::Rect { x, y, width, height, ink });
    }

    fn line(&mut self, points: Vec<(f32, f32)>, ink: Ink, width: f32, dashed: bool) {
        self.shapes.push(Shape::Line { points, ink, width, dashed });
    }

    fn label(&mut self, (x, y): (f32, f32), text: &str, ink: Ink, anchor: Anchor) {
        let text = text.to_owned();
        self.shapes.push(Shape::Label { x, y, text, size: SMALL, ink, anchor, strong: false });
    }

    /// The band of the abuse, as far as it is shown.
    fn band(&self) -> Option<Span> {
        let abuse = self.desk.case.analysis.verdicts.first()?.span?;
        let shown = self.lanes.shown.span;
        let seen = abuse.last >= shown.first && abuse.first <= shown.last;
        seen.then(|| Span { first: abuse.first.max(shown.first), last: abuse.last.min(shown.last) })
    }

    fn ground(&mut self) {
        if let Some(band) = self.band() {
            let (from, to) = (self.x(band.first), self.x(band.last));
            self.rect(from, TOP - 2.0, (to - from).max(0.8), self.bottom - TOP + 2.0, Ink::Band);
        }
    }

    fn hatching(&mut self, lane: Lane, row: Row) {
        let shown = self.lanes.shown.span;
        let mut free = self.left;
        for span in lane.uncovered(self.desk) {
            if span.last < shown.first || span.first > shown.last {
                continue;
            }
            // What would fall on what is hatched already is left out.
            let (from, to) = (self.x(span.first).max(free), self.x(span.last));
            if to - from >= 0.8 {
                let (y, height) = (row.top, row.height());
                self.shapes.push(Shape::Hatched { x: from, y, width: to - from, height });
                free = to;
            }
        }
    }

    fn lane(&mut self, lane: Lane, row: Row) {
        let lanes = self.lanes;
        match lane {
            Lane::Failed => self.bars(row, lane, &[(&lanes.failed, Ink::Refused)]),
            Lane::Accepted => self.bars(row, lane, &[(&lanes.accepted, Ink::Accepted)]),
            Lane::Messages => {
                self.bars(row, lane, &[(&lanes.own, Ink::Own), (&lanes.relayed, Ink::Abuse)]);
            }
            Lane::Depth => self.depth(row),
            Lane::Acts => self.acts(row),
        }
        let (left, right) = (self.left, WIDTH - EDGE);
        self.line(vec![(left, row.bottom), (right, row.bottom)], Ink::Muted, 0.5, false);
    }

    /// Bars on one another; the highest fills the lane, the lowest can still be seen.
    #[expect(clippy::cast_precision_loss, reason = "heights on paper")]
    fn bars(&mut self, row: Row, lane: Lane, parts: &[(&Vec<u32>, Ink)]) {
        let peak = peak(self.lanes, lane).unwrap_or(0).max(1) as f32;
        let step = self.width() / self.lanes.shown.n.max(1) as f32;
        for k in 0..self.lanes.shown.n {
            let (x, mut foot) = (self.left + step * k as f32, row.bottom);
            for (counts, ink) in parts {
                let count = counts.get(k).copied().unwrap_or(0);
                if count > 0 {
                    let height = (count as f32 / peak * row.height()).max(1.2).min(foot - row.top);
                    foot -= height;
                    self.rect(x, foot, (step * 0.84).max(0.5), height, *ink);
                }
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "heights on paper")]
    fn depth(&mut self, row: Row) {
        let analysis = &self.desk.case.analysis;
        let Some(top) = highest(analysis, self.lanes.shown.span).filter(|p| p.depth > 0) else {
            return;
        };
        let room = row.height() - ABOVE_PEAK;
        let y = |depth: u32| row.bottom - depth.min(top.depth) as f32 / top.depth as f32 * room;
        for run in self.runs(&analysis.queue.curve) {
            let line: Vec<(f32, f32)> = run.iter().map(|(x, depth)| (*x, y(*depth))).collect();
            let mut area = line.clone();
            area.extend(line.last().map(|(x, _)| (*x, row.bottom)));
            area.extend(line.first().map(|(x, _)| (*x, row.bottom)));
            self.shapes.push(Shape::Area { points: area, ink: Ink::Grid });
            self.line(line, Ink::Queue, 1.1, false);
        }
        for (x, depth) in self.snapshots(&analysis.queue.snapshots) {
            self.ring(x, y(depth));
        }
        self.peak_label(top, y(top.depth));
    }

    /// Points of the curve, one stretch without a break after another; low and high of each point on paper.
    fn runs(&self, curve: &[DepthPoint]) -> Vec<Vec<(f32, u32)>> {
        let shown = self.lanes.shown.span;
        let columns = 400u16;
        let edge = |k: u16| {
            let part = i128::from(shown.ticks() + 1) * i128::from(k) / i128::from(columns);
            UtcTime(shown.first.0.saturating_add(i64::try_from(part).unwrap_or(0)))
        };
        let step = self.width() / f32::from(columns);
        let mut runs: Vec<Vec<(f32, u32)>> = vec![Vec::new()];
        for k in 0..columns {
            let x = self.left + step * f32::from(k);
            match (depth_between(curve, edge(k), edge(k + 1)), runs.last_mut()) {
                (Some((low, high)), Some(run)) => {
                    run.push((x, high));
                    run.extend((low < high).then_some((x + step / 2.0, low)));
                }
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| run.len() > 1);
        runs
    }

    /// The highest of each few points on paper.
    fn snapshots(&self, points: &[DepthPoint]) -> Vec<(f32, u32)> {
        let mut found: Vec<(f32, u32)> = Vec::new();
        for point in points.iter().filter(|p| self.lanes.shown.span.contains(p.time)) {
            let x = self.x(point.time);
            match found.last_mut() {
                Some((before, depth)) if x - *before < 5.0 => {
                    if point.depth > *depth {
                        (*before, *depth) = (x, point.depth);
                    }
                }
                _ => found.push((x, point.depth)),
            }
        }
        found
    }

    fn ring(&mut self, x: f32, y: f32) {
        self.shapes.push(Shape::Dot { x, y, radius: 2.1, ink: Ink::Queue });
        self.shapes.push(Shape::Dot { x, y, radius: 1.2, ink: Ink::Paper });
    }

    /// Beside the peak and above it: there is neither curve nor the edge of a band that ends with it.
    fn peak_label(&mut self, top: DepthPoint, y: f32) {
        let text = format!("{} · {}", self.desk.number_of(top.depth), self.desk.time(top.time));
        let x = self.x(top.time);
        let fits = x + 3.0 + width_of(&text, SMALL, false) <= WIDTH - EDGE;
        let (x, anchor) = if fits { (x + 3.0, Anchor::Start) } else { (x - 3.0, Anchor::End) };
        self.label((x, y - 3.4), &text, Ink::Text, anchor);
    }

    fn acts(&mut self, row: Row) {
        let shown = self.lanes.shown.span;
        let (within, later): (Vec<&Act>, Vec<&Act>) =
            self.lanes.acts.iter().partition(|a| shown.contains(a.time));
        let y = (row.top + row.bottom) / 2.0;
        let mut end = WIDTH - EDGE;
        if !later.is_empty() {
            let text = self.desk.say(&Phrase::new("report-figure-later").number("n", later.len()));
            let points = vec![(end - 4.0, y - 2.4), (end, y), (end - 4.0, y + 2.4)];
            self.shapes.push(Shape::Area { points, ink: Ink::Muted });
            self.label((end - 6.0, y + 2.2), &text, Ink::Muted, Anchor::End);
            end -= width_of(&text, SMALL, false) + 9.0;
        }
        let crowds = self.crowds(&within);
        for (k, crowd) in crowds.iter().enumerate() {
            let Some(first) = crowd.first() else { continue };
            let x = self.x(first.time);
            self.act(x, y, first);
            let next = crowds.get(k + 1).and_then(|c| c.first()).map_or(end, |a| self.x(a.time) - 5.0);
            // Half of a number would be another number.
            let fits = |text: &String| x + 5.0 + width_of(text, SMALL, false) <= next.min(end);
            if let Some(text) = self.deeds(crowd).into_iter().find(fits) {
                self.label((x + 5.0, y + 2.2), &text, Ink::Text, Anchor::Start);
            }
        }
    }

    /// Acts as they fall together on paper.
    fn crowds<'a>(&self, acts: &[&'a Act]) -> Vec<Vec<&'a Act>> {
        let mut crowds: Vec<Vec<&Act>> = Vec::new();
        for act in acts {
            match crowds.last_mut() {
                Some(crowd) if crowd.first().is_some_and(|f| self.x(act.time) - self.x(f.time) < CROWDED) => {
                    crowd.push(act);
                }
                _ => crowds.push(vec![act]),
            }
        }
        crowds
    }

    /// What a crowd is in words where all are alike, then how many it is.
    fn deeds(&self, crowd: &[&Act]) -> Vec<String> {
        let names = tallied(self.desk, crowd.iter().copied());
        let number = (crowd.len() > 1).then(|| self.desk.number_of(crowd.len()));
        (names.len() == 1).then_some(names).into_iter().flatten().chain(number).collect()
    }

    fn act(&mut self, x: f32, y: f32, act: &Act) {
        match act.what {
            What::Logged(_) => self.diamond(x, y),
            What::Step(_) => self.shapes.push(Shape::Dot { x, y, radius: 2.4, ink: Ink::Act }),
        }
    }

    fn diamond(&mut self, x: f32, y: f32) {
        let points = vec![(x, y - 3.1), (x + 3.1, y), (x, y + 3.1), (x - 3.1, y)];
        self.shapes.push(Shape::Area { points, ink: Ink::Act });
    }

    fn head(&mut self, head: &Head, row: Row) {
        let mut y = row.top + 5.2;
        for name in &head.name {
            let (text, ink, anchor) = (name.clone(), Ink::Text, Anchor::Start);
            self.shapes.push(Shape::Label { x: 0.0, y, text, size: NAME, ink, anchor, strong: true });
            y += LINE;
        }
        let indent = if head.notes.iter().any(|(mark, _)| mark.is_some()) { MARK } else { 0.0 };
        for (mark, text) in &head.notes {
            if let Some(mark) = mark {
                self.mark(*mark, 3.2, y - 2.2);
            }
            self.label((indent, y), text, Ink::Muted, Anchor::Start);
            y += LINE;
        }
        if !head.peak.is_empty() {
            let top = if head.notes.iter().any(|(m, _)| *m == Some(Mark::Line) || *m == Some(Mark::Ring)) {
                row.top + ABOVE_PEAK
            } else {
                row.top
            };
            self.line(vec![(self.left - 2.5, top), (self.left, top)], Ink::Muted, 0.5, false);
            self.label((self.left - 4.0, top + 2.2), &head.peak, Ink::Muted, Anchor::End);
        }
    }

    fn mark(&mut self, mark: Mark, x: f32, y: f32) {
        match mark {
            Mark::Square(ink) => self.rect(x - 2.3, y - 2.3, 4.6, 4.6, ink),
            Mark::Line => self.line(vec![(x - 3.0, y), (x + 3.0, y)], Ink::Queue, 1.1, false),
            Mark::Ring => self.ring(x, y),
            Mark::Diamond => self.diamond(x, y),
            Mark::Dot => self.shapes.push(Shape::Dot { x, y, radius: 2.4, ink: Ink::Act }),
        }
    }

    /// Edges of the band, with their times on top where the band ends within the figure.
    fn band_ends(&mut self) {
        let Some(abuse) = self.desk.case.analysis.verdicts.first().and_then(|v| v.span) else {
            return;
        };
        let say = |id, time| self.desk.say(&Phrase::new(id).time("time", time));
        let (from, until) = (say("report-figure-from", abuse.first), say("report-figure-until", abuse.last));
        let (x_from, x_until) = (self.x(abuse.first), self.x(abuse.last));
        let (w_from, w_until) = (width_of(&from, SMALL, false), width_of(&until, SMALL, false));
        let shown = self.lanes.shown.span;
        for (time, x) in [(abuse.first, x_from), (abuse.last, x_until)] {
            if shown.contains(time) {
                self.line(vec![(x, TOP - 4.0), (x, self.bottom)], Ink::Abuse, 0.6, true);
            }
        }
        let inside = x_until - x_from >= w_from + w_until + 10.0;
        let left_of = x_from - w_from - 2.0 >= 0.0;
        let right_of = x_until + 2.0 + w_until <= WIDTH;
        if inside {
            self.label((x_from + 2.0, 8.0), &from, Ink::Abuse, Anchor::Start);
            self.label((x_until - 2.0, 8.0), &until, Ink::Abuse, Anchor::End);
        } else {
            let (x, anchor) =
                if left_of { (x_from - 2.0, Anchor::End) } else { (x_from + 2.0, Anchor::Start) };
            self.label((x, 8.0), &from, Ink::Abuse, anchor);
            if right_of {
                self.label((x_until + 2.0, 8.0), &until, Ink::Abuse, Anchor::Start);
            } else if left_of {
                // No room beside it: below the first, left of the band as well.
                self.label((x_from - 2.0, 8.0 + LINE), &until, Ink::Abuse, Anchor::End);
            }
        }
    }

    fn axis(&mut self) {
        let (zone, shown) = (self.desk.words.zone(), self.lanes.shown);
        let hours = ticks(&shown, HOURS / self.width(), zone);
        let by_day = hours.first().is_some_and(|t| t.hour.is_empty());
        let marks = if by_day { ticks(&shown, DAYS / self.width(), zone) } else { hours };
        let (left, right, bottom) = (self.left, WIDTH - EDGE, self.bottom);
        let mut dates: Vec<(UtcTime, f32)> = Vec::new();
        for mark in &marks {
            let x = self.x(mark.time);
            self.line(vec![(x, bottom), (x, bottom + 3.0)], Ink::Muted, 0.5, false);
            let half = width_of(&mark.hour, SMALL, false) / 2.0;
            if x + half <= WIDTH && x - half >= left - 14.0 {
                self.label((x, bottom + 10.0), &mark.hour, Ink::Muted, Anchor::Middle);
            }
            if by_day || mark.midnight {
                dates.push((mark.time, x));
            }
        }
        self.shapes.retain(|s| !matches!(s, Shape::Label { text, .. } if text.is_empty()));
        let y = if by_day { bottom + 10.0 } else { bottom + 18.5 };
        let mut free = f32::NEG_INFINITY;
        // The day on which the figure begins is told where its end is far enough.
        let begin = dates.first().is_none_or(|(_, x)| *x - left > 92.0).then_some((shown.span.first, left));
        for (time, x) in begin.into_iter().chain(dates) {
            let text = self.desk.words.date(time);
            let half = width_of(&text, SMALL, false) / 2.0;
            let x = x.clamp(left + half - 14.0, right - half);
            if x - half >= free {
                self.label((x, y), &text, Ink::Text, Anchor::Middle);
                free = x + half + 5.0;
            }
        }
    }
}
