//! What to collect from each generation of Exchange, with commands to copy.
//!
//! Only what is read today is promised. Sources: Microsoft Learn on `Get-Queue`, `Get-Message`,
//! `Export-Clixml` and `wevtutil`; default folders of the transport logs.

/// A thing to collect.
#[derive(Debug)]
pub struct Item {
    /// Id of its name and of what it answers.
    pub what: &'static str,
    /// Commands, one a line; empty where there is nothing to type.
    pub commands: &'static str,
}

/// A generation of Exchange.
#[derive(Debug)]
pub struct Generation {
    /// Id of its name.
    pub name: &'static str,
    /// Id of a remark shown above, if one is due.
    pub note: Option<&'static str>,
    /// What to collect, the most telling first.
    pub items: &'static [Item],
}

const EVENT_LOGS: Item = Item {
    what: "bring-events",
    commands: "wevtutil epl Security C:\\IR\\Security.evtx\n\
               wevtutil epl Application C:\\IR\\Application.evtx\n\
               wevtutil epl \"MSExchange Management\" C:\\IR\\Management.evtx",
};

/// All generations, the newest first.
pub const GENERATIONS: [Generation; 3] = [
    Generation {
        name: "bring-2013",
        note: None,
        items: &[
            Item {
                what: "bring-smtp",
                commands: "md C:\\IR\n\
                           copy \"$env:ExchangeInstallPath\\TransportRoles\\Logs\\FrontEnd\\ProtocolLog\\SmtpReceive\\*.log\" C:\\IR\n\
                           copy \"$env:ExchangeInstallPath\\TransportRoles\\Logs\\Hub\\ProtocolLog\\SmtpReceive\\*.log\" C:\\IR",
            },
            EVENT_LOGS,
            Item {
                what: "bring-tracking",
                commands: "copy \"$env:ExchangeInstallPath\\TransportRoles\\Logs\\MessageTracking\\*.log\" C:\\IR",
            },
            Item {
                what: "bring-queues",
                commands: "$t=(Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmssZ')\n\
                           Get-TransportService | % { Get-Queue -Server $_.Name -ResultSize Unlimited } | Export-Clixml \"C:\\IR\\queues_$t.xml\"\n\
                           Get-TransportService | % { Get-Message -Server $_.Name -ResultSize Unlimited -IncludeRecipientInfo } | Export-Clixml \"C:\\IR\\messages_$t.xml\"",
            },
            Item {
                what: "bring-site",
                commands: "Get-AcceptedDomain | Export-Clixml C:\\IR\\domains.xml\n\
                           Get-ReceiveConnector | Export-Clixml C:\\IR\\connectors.xml",
            },
            Item {
                what: "bring-raise",
                commands: "Get-ReceiveConnector | Set-ReceiveConnector -ProtocolLoggingLevel Verbose",
            },
        ],
    },
    Generation {
        name: "bring-2007",
        note: None,
        items: &[
            Item {
                what: "bring-smtp",
                commands: "md C:\\IR\n\
                           copy \"$env:ExchangeInstallPath\\TransportRoles\\Logs\\ProtocolLog\\SmtpReceive\\*.log\" C:\\IR",
            },
            EVENT_LOGS,
            Item {
                what: "bring-tracking",
                commands: "copy \"$env:ExchangeInstallPath\\TransportRoles\\Logs\\MessageTracking\\*.log\" C:\\IR",
            },
            Item {
                what: "bring-queues",
                commands: "$t=(Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmssZ')\n\
                           Get-TransportServer | % { Get-Queue -Server $_.Name -ResultSize Unlimited } | Export-Clixml \"C:\\IR\\queues_$t.xml\"\n\
                           Get-TransportServer | % { Get-Message -Server $_.Name -ResultSize Unlimited -IncludeRecipientInfo } | Export-Clixml \"C:\\IR\\messages_$t.xml\"",
            },
            Item {
                what: "bring-site",
                commands: "Get-AcceptedDomain | Export-Clixml C:\\IR\\domains.xml\n\
                           Get-ReceiveConnector | Export-Clixml C:\\IR\\connectors.xml",
            },
            Item {
                what: "bring-raise",
                commands: "Get-ReceiveConnector | Set-ReceiveConnector -ProtocolLoggingLevel Verbose",
            },
        ],
    },
    Generation {
        name: "bring-2003",
        note: Some("bring-2003-note"),
        items: &[Item {
            what: "bring-queue-folder",
            commands: "xcopy \"C:\\Program Files\\Exchsrvr\\Mailroot\\vsi 1\\Queue\\*.eml\" C:\\IR\\Queue\\",
        }],
    },
];
