//! The Investigate place as a case keeps it: written as JSON, read back without trusting it.
//!
//! What cannot be read, or came from a newer program, costs the view and nothing else. Symbols keep their
//! numbers within a case file; rows do not, so the row in the inspector is not kept.

use super::panel::PlaceInApp;
use super::view::{InvestigateView, Listed, Selection, Tab};
use super::widgets::virtual_table::TableState;
use crate::model::provenance::SourceId;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use serde::{Deserialize, Serialize};

/// What is kept. Unknown fields are passed over, missing ones stay as they are at first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    place: PlaceInApp,
    timeline: Option<f32>,
    inspector: Option<f32>,
    split: Option<f32>,
    span: Option<(i64, i64)>,
    visible: Option<(i64, i64)>,
    account: Option<u32>,
    address: Option<u32>,
    session: Option<u32>,
    message: Option<u32>,
    source: Option<u16>,
    tab: String,
    with_noise: bool,
    tables: [TableState; 4],
    swim: bool,
    bars: Option<bool>,
    by_account: bool,
    hops: bool,
    cut: Option<bool>,
    cursor: Option<i64>,
}

impl Kept {
    /// What stands on the screen now.
    #[must_use]
    pub fn of(view: &InvestigateView, place: PlaceInApp) -> Self {
        let picked = &view.selection;
        Self {
            place,
            timeline: Some(view.timeline.round()),
            inspector: Some(view.inspector.round()),
            split: Some((view.split * 1000.0).round() / 1000.0),
            span: picked.span.map(|s| (s.first.0, s.last.0)),
            visible: view.visible.map(|s| (s.first.0, s.last.0)),
            account: picked.account.map(|s| s.0),
            address: picked.address.map(|s| s.0),
            session: picked.session.map(|s| s.0),
            message: picked.message.map(|s| s.0),
            source: picked.source.map(|s| s.0),
            tab: name_of(view.tab).to_owned(),
            with_noise: view.with_noise,
            tables: tables(view).map(|t| lasting(&t.state)),
            swim: view.time.swim,
            bars: Some(view.time.bars),
            by_account: view.time.by_account,
            hops: view.time.hops,
            cut: view.time.cut,
            cursor: view.cursor.map(|t| t.0),
        }
    }

    /// From a case; `None` where it cannot be read.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// As a case keeps it.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The place that was shown.
    #[must_use]
    pub fn place(&self) -> PlaceInApp {
        self.place
    }

    /// Puts it on the screen; sizes that make no sense are left as they were.
    pub fn restore(&self, view: &mut InvestigateView) {
        let sound = |size: Option<f32>, least: f32, most: f32| size.filter(|s| (least..=most).contains(s));
        view.timeline = sound(self.timeline, 40.0, 4000.0).unwrap_or(view.timeline);
        view.inspector = sound(self.inspector, 40.0, 4000.0).unwrap_or(view.inspector);
        view.split = sound(self.split, 0.05, 0.95).unwrap_or(view.split);
        view.visible = self.visible.and_then(stretch);
        view.with_noise = self.with_noise;
        view.tab = TABS.iter().find(|(_, name)| *name == self.tab).map_or(Tab::default(), |(tab, _)| *tab);
        view.selection = Selection {
            span: self.span.and_then(stretch),
            account: self.account.map(Symbol),
            address: self.address.map(Symbol),
            session: self.session.map(Symbol),
            message: self.message.map(Symbol),
            source: self.source.map(SourceId),
            row: None,
        };
        let time = &mut view.time;
        (time.swim, time.by_account, time.hops) = (self.swim, self.by_account, self.hops);
        (time.bars, time.cut) = (self.bars.unwrap_or(time.bars), self.cut);
        view.cursor = self.cursor.map(UtcTime).filter(|t| t.is_plausible());
        for (table, kept) in tables_mut(view).into_iter().zip(&self.tables) {
            table.state = lasting(kept);
        }
    }
}

/// No table has more columns or filters.
const MAX_COLUMNS: usize = 64;

/// What lasts of a table's state, within bounds that fit a window.
fn lasting(state: &TableState) -> TableState {
    let mut lasting = TableState {
        order: state.order.clone(),
        widths: state.widths.clone(),
        sort: state.sort,
        group: state.group,
        filters: state.filters.clone(),
        filter_row: state.filter_row,
        ..TableState::default()
    };
    lasting.order.truncate(MAX_COLUMNS);
    lasting.filters.truncate(MAX_COLUMNS);
    lasting.widths.retain(|_, width| (20.0..=2000.0).contains(width));
    lasting
}

const TABS: [(Tab, &str); 4] = [
    (Tab::Queues, "queues"),
    (Tab::Messages, "messages"),
    (Tab::Sessions, "sessions"),
    (Tab::Suspects, "suspects"),
];

fn name_of(tab: Tab) -> &'static str {
    TABS.iter().find(|(known, _)| *known == tab).map_or("", |(_, name)| name)
}

fn stretch((first, last): (i64, i64)) -> Option<Span> {
    let (first, last) = (UtcTime(first), UtcTime(last));
    (first.is_plausible() && last.is_plausible()).then(|| Span::between(first, last))
}

fn tables(view: &InvestigateView) -> [&Listed; 4] {
    [&view.authentications, &view.queues, &view.messages, &view.sessions]
}

fn tables_mut(view: &mut InvestigateView) -> [&mut Listed; 4] {
    [&mut view.authentications, &mut view.queues, &mut view.messages, &mut view.sessions]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::lists::Sort;
    use crate::app::lists::columns::Col;

    #[test]
    fn a_view_comes_back_as_it_was_left() {
        let mut view = InvestigateView { tab: Tab::Sessions, with_noise: true, ..InvestigateView::default() };
        let at = |s: i64| UtcTime::from_unix(1_762_136_094 + s, 0);
        view.selection.span = Some(Span::between(at(0), at(60)));
        view.selection.account = Some(Symbol(7));
        let sort = Some(Sort { column: Col::Account, down: true });
        view.messages.state.sort = sort;
        view.authentications.state.order = vec![Col::Account, Col::Time];
        let json = Kept::of(&view, PlaceInApp::Investigate).json();
        let mut again = InvestigateView::default();
        let kept = Kept::parse(&json).unwrap();
        kept.restore(&mut again);
        assert_eq!((again.selection.clone(), again.tab), (view.selection.clone(), view.tab));
        assert_eq!((again.messages.state.sort, kept.place()), (sort, PlaceInApp::Investigate));
        assert_eq!(again.authentications.state.order, [Col::Account, Col::Time]);
        assert_eq!(Kept::of(&again, PlaceInApp::Investigate).json(), json);
    }

    #[test]
    fn odd_json_costs_the_view_at_most() {
        assert_eq!(Kept::parse("nonsense"), None);
        let kept = Kept::parse(r#"{"tab":"later","split":1e30,"span":[1,2],"new":{}}"#);
        let mut view = InvestigateView::default();
        kept.unwrap().restore(&mut view);
        let usual = InvestigateView::default();
        assert_eq!((view.split, view.selection, view.tab), (usual.split, usual.selection, usual.tab));
        assert_eq!(view.authentications.state.sort, usual.authentications.state.sort);
    }
}
