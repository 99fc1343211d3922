//! What happened when: the figure, at most twenty key events, and every row that the consultant has starred.
//! Counts nothing anew: times are those of analysis and rows.

mod events;
mod marked;

use crate::model::time::UtcTime;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Table, Text};
use crate::report::sections_support::{column, table};
use crate::words::Phrase;
use events::{Event, MOST, STARS};
use marked::Marked;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let figure = crate::report::timeline::figure(desk).map(Block::Figure);
    let marked = marked::starred(desk);
    let mut all = events::all(desk);
    all.extend(marked.iter().enumerate().map(|(n, m)| m.event(n)));
    let (key, left) = chosen(all);
    let unshown: Vec<&Marked> =
        marked.iter().enumerate().filter(|(n, _)| left.contains(n)).map(|(_, m)| m).collect();
    let mut blocks: Vec<Block> = figure.into_iter().collect();
    blocks.extend(key_events(desk, &key));
    blocks.extend(marked_rows(desk, &unshown));
    let empty = blocks.is_empty() && !desk.case.sources.is_empty();
    if empty { vec![desk.unfinished("report-story-no-event")] } else { blocks }
}

/// The events that count most, in order of time, and the stars for which there was no room.
fn chosen(mut all: Vec<Event>) -> (Vec<Event>, Vec<usize>) {
    all.sort_by(|a, b| (a.rank, a.time, &a.what, &a.who).cmp(&(b.rank, b.time, &b.what, &b.who)));
    all.dedup_by(|a, b| a.time == b.time && a.what == b.what && a.who == b.who && a.star == b.star);
    let timed = |e: &Event| e.time.is_plausible();
    let (mut key, mut rest): (Vec<Event>, Vec<Event>) = all.into_iter().partition(timed);
    let mut stars = 0;
    rest.extend(key.extract_if(.., |e| {
        stars += usize::from(e.star.is_some());
        e.star.is_some() && stars > STARS
    }));
    rest.extend(key.split_off(key.len().min(MOST)));
    key.sort_by(|a, b| (a.time, a.rank, &a.what, &a.who).cmp(&(b.time, b.rank, &b.what, &b.who)));
    (key, rest.iter().filter_map(|e| e.star).collect())
}

fn key_events(desk: &mut Desk<'_>, events: &[Event]) -> Option<Block> {
    let rows: Vec<Vec<Text>> = events.iter().map(|e| row(desk, e)).collect();
    let columns = vec![
        column(desk, "investigate-col-time", Align::Left, 3),
        column(desk, "report-story-what", Align::Left, 6),
        column(desk, "report-story-who", Align::Left, 3),
    ];
    let zone = Phrase::new("report-story-key-events").text("zone", desk.words.zone().name());
    let caption = desk.say(&zone);
    (!rows.is_empty()).then(|| Block::Table(Table { caption, ..table(desk, "", columns, rows, 0) }))
}

fn row(desk: &mut Desk<'_>, event: &Event) -> Vec<Text> {
    let what = desk.cite_words(event.what.clone(), &event.rows);
    vec![time(desk, event.time), what, event.who.clone().into()]
}

fn time(desk: &Desk<'_>, time: UtcTime) -> Text {
    desk.time(time).into()
}

/// The starred rows that are no key events, each with tags and note.
fn marked_rows(desk: &mut Desk<'_>, marked: &[&Marked]) -> Option<Block> {
    let mut rows: Vec<Vec<Text>> = Vec::new();
    for m in marked {
        let what = desk.cite_places(m.described.what.clone(), &[(m.at, m.row)]);
        let who = m.described.who.clone().into();
        rows.push(vec![time(desk, m.described.time), what, who, m.note.clone().into()]);
    }
    let columns = vec![
        column(desk, "investigate-col-time", Align::Left, 3),
        column(desk, "report-story-what", Align::Left, 4),
        column(desk, "report-story-who", Align::Left, 3),
        column(desk, "report-story-note", Align::Left, 3),
    ];
    (!rows.is_empty()).then(|| Block::Table(table(desk, "report-story-marked", columns, rows, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(rank: u8, seconds: i64, star: Option<usize>) -> Event {
        let time = UtcTime::from_unix(1_762_128_000 + seconds, 0);
        Event { rank, time, what: format!("{rank} {seconds}"), star, ..Event::default() }
    }

    #[test]
    fn twenty_that_count_most_stand_in_order_of_time_and_no_star_is_lost() {
        let weak = (0..30).map(|n| event(5, n, None));
        let stars = (0..9usize).map(|n| event(2, 100 - n as i64, Some(n)));
        let strong = (0..13).map(|n| event(0, 50 - n, None));
        let (key, left) = chosen(weak.chain(stars).chain(strong).collect());
        assert_eq!(key.len(), MOST);
        assert!(key.windows(2).all(|pair| pair[0].time <= pair[1].time));
        assert_eq!(key.iter().filter(|e| e.rank == 0).count(), 13);
        assert_eq!(key.iter().filter(|e| e.star.is_some()).count(), STARS);
        let shown: Vec<usize> = key.iter().filter_map(|e| e.star).collect();
        let mut every: Vec<usize> = shown.into_iter().chain(left).collect();
        every.sort_unstable();
        assert_eq!(every, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn a_starred_row_without_a_time_stands_among_the_marked_ones() {
        let without = Event { star: Some(7), ..Event::default() };
        let (key, left) = chosen(vec![without]);
        assert!(key.is_empty());
        assert_eq!(left, [7]);
    }
}
