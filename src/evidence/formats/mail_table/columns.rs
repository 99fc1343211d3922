//! Which column is meant by which name.

/// Number of [`Column`]s.
pub(super) const COLUMNS: usize = 14;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Time,
    Sender,
    Recipient,
    Client,
    OriginalClient,
    Subject,
    Event,
    Status,
    Message,
    MessageId,
    NetworkId,
    ReturnPath,
    Size,
    Connector,
}

impl Column {
    /// By a name that went through [`plain`].
    fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "timestamp" | "time" | "date" | "datetime" | "received" | "eventtime" | "datetimeutc"
            | "timestamputc" | "timeutc" | "origintimestamp" | "origintimestamputc" => Self::Time,
            "sender" | "from" | "senderaddress" | "mailfrom" | "fromaddress" => Self::Sender,
            "recipient" | "recipients" | "to" | "recipientaddress" | "rcptto" | "toaddress" => {
                Self::Recipient
            }
            "clientip" | "client" | "fromip" | "ip" | "clientaddress" | "clientipaddress" | "sourceip" => {
                Self::Client
            }
            "originalclientip" => Self::OriginalClient,
            "subject" | "messagesubject" => Self::Subject,
            "eventid" | "event" => Self::Event,
            "status" | "recipientstatus" => Self::Status,
            "message" => Self::Message,
            "messageid" | "internetmessageid" => Self::MessageId,
            "networkmessageid" | "messagetraceid" => Self::NetworkId,
            "returnpath" => Self::ReturnPath,
            "size" | "totalbytes" | "messagesize" => Self::Size,
            "connectorid" | "connector" => Self::Connector,
            _ => return None,
        })
    }
}

/// A name without case, blanks, `-` and `_`.
fn plain(name: &str) -> String {
    let dropped = |c: &char| !matches!(c, '-' | '_') && !c.is_whitespace();
    let kept = name.chars().take(64).filter(dropped);
    kept.flat_map(char::to_lowercase).collect()
}

/// Where each column stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    at: [Option<usize>; COLUMNS],
    /// The name of the time column says that it is UTC.
    pub utc: bool,
    /// A known name stands there twice; the first counts.
    pub repeated: bool,
}

impl Layout {
    /// By the names in their order; of several names for one thing the first counts.
    pub fn of<T: AsRef<str>>(names: &[T]) -> Self {
        let mut layout = Self { at: [None; COLUMNS], utc: false, repeated: false };
        for (i, name) in names.iter().enumerate() {
            let name = plain(name.as_ref());
            let Some(column) = Column::by_name(&name) else {
                continue;
            };
            let Some(at) = layout.at.get_mut(column as usize) else {
                continue;
            };
            match *at {
                Some(first) => {
                    layout.repeated |= names.get(first).is_some_and(|n| plain(n.as_ref()) == name);
                }
                None => {
                    *at = Some(i);
                    layout.utc |= column == Column::Time && name.ends_with("utc");
                }
            }
        }
        layout
    }

    /// Where a column stands.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.at.get(column as usize).copied().flatten()
    }

    /// No column is known.
    pub fn is_empty(&self) -> bool {
        self.at.iter().all(Option::is_none)
    }

    /// A time, and something that only mail has or two things that mail has; and no dump of a cmdlet.
    pub fn is_mail<T: AsRef<str>>(&self, names: &[T]) -> bool {
        let has = |column: Column| self.at(column).is_some();
        let telling = [Column::Sender, Column::Recipient, Column::Subject, Column::MessageId];
        let weak = [Column::Client, Column::Event, Column::Status, Column::Message];
        let n_weak = weak.into_iter().filter(|c| has(*c)).count();
        has(Column::Time) && (telling.into_iter().any(has) || n_weak >= 2) && !is_dump(names)
    }
}

/// What `Get-Queue`, `Get-Message` and `Get-AcceptedDomain` give.
fn is_dump<T: AsRef<str>>(names: &[T]) -> bool {
    let has = |wanted: &str| names.iter().any(|n| plain(n.as_ref()) == wanted);
    let telling = ["messagecount", "fromaddress", "domainname", "domaintype"];
    has("identity") && telling.into_iter().any(has)
}
