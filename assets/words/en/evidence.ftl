# Words of the area: evidence

## Transport logs and plain text
format-smtp-receive = SMTP receive log
format-message-tracking = Message tracking log
format-transport-queue = Transport queue log
format-other-exchange-log = Other Exchange log
format-text = Plain text
why-smtp-receive-header = Its header says: SMTP Receive Protocol Log.
why-smtp-receive-columns = Its rows have the nine columns of an SMTP receive log.
why-message-tracking-header = Its header names a message tracking log.
why-message-tracking-columns = Its rows have the columns of a message tracking log.
why-transport-queue = Its header names a transport queue log.
why-other-exchange-log = Its header or columns are those of another Exchange log.
why-text = It is text, and no known layout fits.
note-text-only = No known layout; lines are kept for search only.
note-time-without-zone = Some times state no zone; they are read as UTC.
note-transport-queue-unverified = This layout is known from its description only; please check a few values against the server.
declined-pop-imap = This is a POP or IMAP log: mail is not sent that way. Please add the SMTP receive logs (RECV*.LOG).
declined-exchange-log = This is an Exchange log of a kind that is not read. Please add the receive logs (RECV*.LOG) and the message tracking logs (MSGTRK*.LOG).
# Windows logons: NTSTATUS and Kerberos codes, logon types (assets/knowledge/logon.toml)
nt-status-c0000064 = no such account
nt-status-c000006a = wrong password
nt-status-c000006d = bad user name or password
nt-status-c000006e = account restriction
nt-status-c000006f = right password, outside the allowed hours
nt-status-c0000070 = right password, workstation not allowed
nt-status-c0000071 = right password, but it has expired
nt-status-c0000072 = account disabled
nt-status-c000015b = right password, this kind of logon is not granted
nt-status-c000018c = trust between the domains is broken
nt-status-c0000192 = the Netlogon service was not started
nt-status-c0000193 = account expired
nt-status-c0000133 = clocks differ too much
nt-status-c0000224 = right password, it must be changed at the next logon
nt-status-c0000225 = internal Windows error, without meaning here
nt-status-c0000234 = account locked out
nt-status-c000005e = no logon server could be reached
nt-status-c0000413 = refused by the authentication firewall
nt-status-c00000dc = the account database was not available
kerberos-6 = no such account
kerberos-7 = unknown service
kerberos-c = refused by policy: workstation or hours
kerberos-12 = account disabled, expired or locked
kerberos-17 = right password, but it has expired
kerberos-18 = wrong password
kerberos-19 = an ordinary step of the dialogue
kerberos-20 = ticket expired
kerberos-25 = clocks differ too much
logon-type-0 = system
logon-type-2 = at the console
logon-type-3 = over the network
logon-type-4 = scheduled task
logon-type-5 = service
logon-type-6 = by proxy
logon-type-7 = unlock
logon-type-8 = over the network, password in clear to the server (SMTP AUTH LOGIN, Basic)
logon-type-9 = with other credentials
logon-type-10 = remote desktop
logon-type-11 = at the console, from cache
logon-type-12 = remote desktop, from cache
logon-type-13 = unlock, from cache

# Message files
format-message-file = Message file
why-message-file = It begins with the header of an e-mail message; its recipients are those of the header, unless the envelope was saved with it.
note-message-odd-lines = Some lines of the header are no header lines; they are left out.
note-message-header = An unusual header: very many lines, or a long list of recipients without an address; what it states is read.
note-message-line-ends = The lines of the header end in different ways, as mail programs do not write them.
note-message-two-from = More than one sender is named (two From lines); all are shown.
note-message-recipients = Only the first recipients are listed; the number counts the others too.
note-message-inside = It holds further messages or very many parts; only its own header is read.
note-message-body = Its body is not what the header says; only the header is read.

# Event logs: EVTX and event XML
format-evtx = Event log (EVTX)
format-event-xml = Event XML
why-evtx-signature = It begins with the signature of a Windows event log
why-evtx-chunk = Its beginning is damaged, but a block of a Windows event log follows
why-event-xml-namespace = It holds events in Microsoft’s own XML
why-event-xml-looks = It holds Event elements, as the Event Viewer saves them
note-evtx-clock-back = The clock of this server was set back while the log was written
note-evtx-appended = A second log follows in the same file
note-evtx-odd-shape = Some records have an unusual shape; a second, slower reader read them
note-xml-doctype = A document type is declared; nothing in it is expanded or fetched
note-xml-encoding = The encoding that the file declares is not the one it has
note-xml-foreign = Something other than events stands between the events

## What can be wrong with a record or a file

fault-checksum = The stored checksum does not fit (stored { $expected }, computed { $found }); what can be read is read
fault-cut-short = The file ends in the middle of a record
fault-not-closed = The log was not closed cleanly; what is written is read
fault-header = A header field does not fit: { $field }; the content decides instead
fault-chunk = A block of the log is damaged: { $what }
fault-record = A record is damaged: { $what }
fault-time = No plausible time: “{ $text }”; the row is kept off the time axis
fault-fields = { $found } fields where the header names { $expected }
fault-quote = A quote that never closes
fault-too-long = Longer than { $limit } bytes; the rest is passed over
fault-encoding = Some characters do not fit the file’s encoding; read as windows-1252
fault-zeros = { $bytes } zero bytes where text should be
fault-repeated = Seen before in this file; counted once

error-io = Cannot be read: { $detail }
error-unrecognised = Not a format we know. If it is a log, export it again as the collecting commands say.
error-empty = Empty: not one byte.
error-nothing-readable = Not one record can be read. Copy or export the file again.
error-too-big = Bigger than { $limit } MiB, more than this format is read with. Export a shorter period.
error-cancelled = Stopped by you; what was read until then stays.

## Queue dumps and configuration

format-queue-dump = Queue dump
format-site-dump = Exchange configuration
why-get-queue = The properties of Get-Queue: identity, next hop and message count
why-get-message = The properties of Get-Message: sender, status and queue
why-accepted-domains = The properties of Get-AcceptedDomain
why-receive-connectors = The properties of Get-ReceiveConnector
note-captured-by-file-time = The dump states no time; the file’s own time is taken as the moment it was made
note-result-size = Exactly 1,000 rows: the cmdlet probably stopped at its default limit; export again with -ResultSize Unlimited
note-wildcard-domain = A domain with a wildcard; it is not taken as local
note-unsettled = The count of this file did not add up; the difference is counted as damaged

## Files that are not opened, and why

declined-blg = A binary performance log. Convert it: relog FILE.blg -f CSV -o FILE.csv
declined-bomb = Would unpack to far more than an honest log; not opened
declined-broken-zip = A ZIP archive that cannot be opened; copy it again, or unpack it yourself
declined-encrypted = Encrypted; unpack it yourself and add the files
declined-ese = Exchange’s queue database (mail.que). Export the queues instead: Get-Queue and Get-Message
declined-link = A link; not followed. Add what it points to, if you want it
declined-nested-zip = An archive inside an archive; unpack it yourself
declined-overlap = An archive whose members overlap; not opened
declined-packed = A packed file. Unpack it and add what is inside
declined-packing = Packed in a way that is not read here; unpack it yourself
declined-pdf = A PDF. Export the data itself instead
declined-repeated-names = Some names stand twice in this archive; only the last member of each name is read. Unpack it yourself to see both
declined-special = Neither file nor folder; not opened
declined-sqlite = A database file; not read here
declined-too-deep = Folders nested too deep; add the inner folder itself
declined-too-many-files = More files than are taken at once; add fewer folders
declined-too-many-members = More members than are taken of one archive; unpack it yourself
note-broke-off = Reading broke off here; what was read until then stays
note-reader-failed = The reader failed on this file; what was read until then stays
## Dates, JSON and mail tables
format-mail-table = Table of mail
why-mail-table-columns = Its header names a time and columns of mail.
why-mail-table-names = Its objects name a time and fields of mail.
note-date-order-assumed = Day and month cannot be told apart in some dates; the day is taken to come first. Set the order for this source if that is wrong.
note-leap-second = A leap second is read as the second before
note-clock-change = Some times lie in an hour that the change of clocks repeats or skips; they may be off by one hour
note-json-joined = Several JSON documents follow each other in one file; what stands in two of them is counted twice
note-json-name-twice = A name stands twice in one JSON object; its first value is used
note-json-trailing = Text behind the end of the JSON document is left out

## The same in two files
source-repeats = { $n ->
    [one] One row also stands in { $file }; it is counted once
   *[other] { $n } rows also stand in { $file }; they are counted once
}
note-date-order-by-course = Day and month look alike in every date; their order is taken from the course of the dates. Set the order for this source if that is wrong.
# Text exports of Windows event logs
format-event-objects = PowerShell events
format-event-viewer-csv = Event Viewer text
format-event-viewer-legacy = Event Viewer text (NT–2003)
format-wevtutil-text = wevtutil text
format-evtxecmd = EvtxECmd CSV
format-evtx-dump = evtx_dump JSON
format-log-parser = Log Parser CSV
format-hayabusa = Hayabusa alerts
format-psloglist = PsLogList text
why-event-objects-names = Its properties are those of Get-WinEvent or Get-EventLog
why-event-viewer-csv-titles = Its column titles are those of the Event Viewer
why-event-viewer-legacy-list = Its column titles are those of a list exported from the Event Viewer
why-event-viewer-legacy-saved = Its lines begin as those of a log saved by the old Event Viewer
why-wevtutil-text-blocks = Its blocks begin with Event[n], as wevtutil prints them
why-evtxecmd-titles = Its column titles are those of EvtxECmd
why-evtx-dump-names = Its objects hold the parts of Windows events
why-log-parser-titles = Its column titles are those of Log Parser’s event log input
why-hayabusa-fields = Its fields are those of a Hayabusa timeline
why-psloglist-columns = Its lines have the columns of PsLogList
note-alerts-not-events = These are alerts of a tool, not events: they are shown, and never taken for a sign-in
note-event-without-message = Some events are exported without their message: they are counted and give no row
note-event-message-unknown = Some messages are in words that are not known here: they are counted and give no row
note-event-without-provider = Some events do not name their provider; it is told by the words of their messages
note-utf16-unmarked = Text of two bytes a character without a mark that says so; taken for that by its looks
declined-names-differ = A member of this archive has two names, one in its directory and one beside its bytes; it is read under the first
# Mail servers other than Exchange
format-postfix-log = Postfix mail log
why-postfix-log = Lines of Postfix: its SMTP server, its queue manager or its delivery agents
note-year-assumed = The times of this file state no year; it is taken from the file’s own time
note-year-unknown = The times of this file state no year, and nothing tells when it was saved; they are kept off the time axis
format-postfix-queue = Postfix queue (mailq)
format-postqueue-json = Postfix queue (JSON)
why-postfix-queue = The listing that mailq (postqueue -p) prints
why-postqueue-json = Objects of postqueue -j: queue, queue id and arrival time
note-queue-empty = The queue was empty when this was printed
format-exim-log = Exim main log
why-exim-log = Arrivals, deliveries or refused sign-ins as Exim’s main log has them
format-sendmail-log = sendmail mail log
why-sendmail-log = Lines of sendmail and its daemons
format-kerio-log = Kerio security log
why-kerio-log = Sentences of Kerio’s security log about SMTP
format-hmailserver-log = hMailServer log
why-hmailserver-log = Tab-separated lines of hMailServer’s services
note-hmailserver-unverified = This layout is known from its description only; please check a few values against the server
# Exchange exports and Microsoft 365
format-tracking-export = Tracking export
format-message-trace = Message trace (365)
format-historical-search = Historical search (365)
format-sign-in-log = Sign-in log (Entra)
why-tracking-export = The properties of Get-MessageTrackingLog: time stamp, event and context
why-message-trace = The properties of Get-MessageTrace: trace id, sender, recipient and time
why-historical-summary = The columns of a historical search (summary)
why-historical-extended = The columns of a historical search (extended report)
why-sign-in-json = The fields of Microsoft Entra sign-ins
why-sign-in-csv = The columns of the sign-in download
note-tracking-recipients-lost = The recipients were lost in the export: Export-Csv writes only the kind of a list. Export again with Export-Clixml, or add the log files themselves (MSGTRK*.LOG)
note-zone-derived = The zone of the times was worked out from the rows that also state their moment in UTC
note-trace-size = Exactly 1,000 rows: the trace probably stopped at its limit; ask for shorter periods or all pages
note-historical-client-ip = The original client address may be a server that handed the message on, not the sender’s computer
note-sign-in-other-apps = Sign-ins by other apps than authenticated SMTP are left out
why-queue-digest = The properties of Get-QueueDigest: group and message count
note-queue-digest = Get-QueueDigest counts only queues with ten messages or more, one to two minutes late
note-table-cut = Format-Table cut some texts (...); counts are whole. Export again with Export-Clixml to see the texts
# Exchange 2000/2003 and the SMTP service of Windows
format-tracking-2003 = Tracking log 2000/2003
why-tracking-2003 = The title or the columns of the message tracking of Exchange 2000/2003
declined-tracking-55 = Message tracking of Exchange 5.5, which is laid out differently. Bring the Application and Security event logs, and the queued messages themselves
format-smtpsvc = Windows SMTP log
why-smtpsvc = SMTP commands in a log as the Windows SMTP service writes it
note-smtpsvc-outbound = Rows of connections that this server opened itself are counted; they give no client session
format-performance-csv = Performance counters
why-performance-csv = The header of a performance log saved as text (PDH-CSV or PDH-TSV)
note-performance-no-queue = None of its counters is the length of a mail queue; nothing of it is used
depth-counter = performance counter
format-queue-folder = Queue folder listing
why-queue-folder = A dir listing with message files of the SMTP service (NTFS_*.EML)
note-queue-folder-survivors = These are the messages that still wait. When they came in says nothing of how many came and have gone since; and no sender or recipient is listed
note-queue-folder-other = Files that are no queued messages are left out
format-badmail = Badmail reason (.BDR)
why-badmail = The sentence with which the SMTP service explains a dead message
note-badmail-report = The dead message was itself a delivery report; many of these are a storm of reports
format-export-list = Exported queue list
why-export-list = The captions of a queue view (System Manager or Queue Viewer)
format-wmic-csv = WMI queue dump
why-wmic-csv = The columns of wmic for the links, queues or messages of Exchange 2000/2003
note-wmic-parts = These are the queues inside the links; their sum is that of the links, and the two are not added up
# Legacy event logs (EVT)
format-evt = Event log (EVT)
why-evt-signature = It begins with the signature of an event log of Windows NT to 2003
why-evt-record = Its beginning is damaged, but records of an event log of Windows NT to 2003 follow
note-evt-recovered = Older records that were overwritten or cleared still stand in unused space; they are counted as recovered and not taken as evidence
note-event-type-and-code = The type of an audit (success or failure) and its error code disagree; the type is taken
# Queues and logs of further mail servers
format-exim-queue = Exim queue (exim -bp)
why-exim-queue = Entries as exim -bp prints them: age, size, message id and sender
note-queue-age = Exim prints how old a message is: its time is the time of capture less that age, and sizes are rounded
note-queue-age-unknown = Exim prints how old a message is, and nothing tells when this was printed: its messages are kept off the time axis
format-sendmail-queue = sendmail queue (mailq)
why-sendmail-queue = The listing that sendmail’s mailq prints
note-queue-job-gone = Some jobs left the queue while it was being printed; they are left out
format-other-mail-log = Other mail server’s log
why-other-mail-log = Lines as MDaemon, IceWarp or MailEnable begin them
note-other-mail-log = Logs of this product are read in a general way only (unverified): a sign-in is told only where one line states its outcome and its account or address; all other lines are counted and can be searched
note-log-without-date = Some lines state the time of day and no date; they are kept off the time axis
format-qshape = Postfix queue (qshape)
why-qshape = The table of qshape: domains, and messages by age
note-qshape = The table does not say which queue it counts. Domains are taken for those of recipients; with qshape -s they are those of senders
note-qshape-parents = Lines of parent domains are left out; their messages are counted with the domains below them
note-qshape-cut = The total is higher than the domains listed; some are missing from the table
declined-salvaged-zip = The directory of this archive is damaged or cut off; its members are read from what is left, and some may be missing

# Connectivity and agent logs
format-connectivity-log = Connectivity log
format-agent-log = Agent log
why-connectivity-header = Its header says: Connectivity Log
why-connectivity-columns = Its rows have the six columns of a connectivity log
why-agent-log = Its header says: Agent Log
note-connectivity = Shows to whom the server connected and when; it names no message and no account, so its rows are only counted. Queue lengths in it are not added to the depth. Its layout is known from description only
note-agent-log = Shows what the anti-spam filters decided about incoming mail, not who signed in; its rows are only counted. The receive logs (RECV*.LOG) show who signed in

# SMTP send logs
format-smtp-send = SMTP send log
why-smtp-send-header = Its header says: SMTP Send Protocol Log
why-smtp-send-columns = Its rows have the nine columns of an SMTP log, and the commands go out

## Where in a file
at-file = whole file
at-record = record { $n }
at-line = line { $n }
at-item = item { $n }
