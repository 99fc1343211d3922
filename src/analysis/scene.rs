//! All that detections and verdicts may look at, put together once.

use super::attempts::Attempts;
use super::attribution::{Attribution, Ground};
use super::finding::{Clock, DepthCurve, SourceFact};
use super::uses::{Abuser, Use};
use crate::knowledge::thresholds::Thresholds;

/// One store, analysed as far as uses of accounts.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Rows, site, accounts, conversations.
    pub ground: Ground<'a>,
    /// Figures.
    pub limits: &'a Thresholds,
    /// Who brought which mail.
    pub mail: &'a Attribution,
    /// Attempts by account.
    pub attempts: &'a Attempts,
    /// Use of accounts by client.
    pub uses: &'a [Use],
    /// Accounts that are abused.
    pub abusers: &'a [Abuser],
    /// Queue depth.
    pub depth: &'a DepthCurve,
    /// Clocks of the sources.
    pub clocks: &'a [Clock],
    /// Formats and times of the sources.
    pub sources: &'a [SourceFact],
}
