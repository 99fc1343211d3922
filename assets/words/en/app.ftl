# Words of the area: app

# Investigate

investigate-timeline = Timeline
investigate-resize = Resize
investigate-authentications = Authentications
investigate-queues = Queues
investigate-queues-at = Queues · { $time }
investigate-messages = Messages
investigate-recipients = Recipients
investigate-sessions = Sessions
investigate-suspects = Why and who
investigate-why = Why
investigate-against = What speaks against it
investigate-show-rows = Show the first of { $n } rows that bear this
investigate-findings = Findings
investigate-lane-failed = Failed sign-ins
investigate-lane-accepted = Successful sign-ins
investigate-lane-messages = Messages accepted
investigate-lane-depth = Queue depth
investigate-lane-actions = Actions
investigate-peak = { $n } peak
investigate-showing = Showing
investigate-rows = { $n } rows
investigate-row = row { $n } of { $total }
investigate-hidden = { $n } rows · { $hidden } hidden
investigate-account-is = account is { $account }
investigate-address-is = address is { $address }
investigate-noise-hidden = noise hidden: { $n }
investigate-hide-noise = Hide noise
investigate-remove = Remove: { $what }
investigate-only = Only this
investigate-copy = Copy
investigate-accepted = accepted
investigate-refused = refused
investigate-right-password = right password, yet refused
investigate-logon-type = logon type { $n }
investigate-col-time = Time
investigate-col-result = Result
investigate-col-account = Account
investigate-col-from = From
investigate-col-how = How
investigate-col-seen-by = Seen by
investigate-col-next-hop = Next hop
investigate-col-state = State
investigate-col-waiting = Waiting
investigate-col-deferred = Deferred
investigate-col-last-error = Last error
investigate-col-event = Event
investigate-col-sender = Sender
investigate-col-recipients = Recipients
investigate-col-subject = Subject
investigate-col-client = Client
investigate-col-messages = Messages
investigate-col-to = To
investigate-col-code = Code
investigate-col-workstation = Workstation
investigate-col-server = Server
investigate-col-connector = Connector
investigate-col-session = Session
investigate-col-process = Program
investigate-col-sid = SID
investigate-col-helo = HELO
investigate-col-reverse-path = Envelope sender
investigate-col-via = Via
investigate-col-message-id = Message-ID
investigate-col-queue = Queue
investigate-col-delivery = Delivery
investigate-col-actor = By
investigate-col-detail = Details
investigate-log-security = Security
investigate-log-application = Application
investigate-log-smtp = SMTP log
investigate-col-refused = Refused
investigate-place-file = { $file }, whole file ({ $n })
investigate-place-record = { $file }, record { $n }
investigate-place-line = { $file }, line { $n }
investigate-place-item = { $file }, item { $n }
investigate-reading = Reading the record…
investigate-pick-a-row = Click a row: its fields and its raw line appear here.
investigate-cited = Cited by { $findings }.
investigate-also = Also: { $kinds }
investigate-figures = Decided by these figures; a site file may change them:
investigate-after = Later lines of the same conversation:
investigate-ranked = Accounts, the most suspect first
investigate-or = Or perhaps: { $what }
investigate-suspect-counts = { $failures } refused · { $successes } accepted · { $messages } messages · { $recipients } recipients · { $sessions } sessions
investigate-collect = See Evidence for what to collect next.
investigate-analysing = Analysing…
investigate-no-verdict-yet = No verdict yet
investigate-nothing-yet = Nothing to judge yet
investigate-working = Sorting…
investigate-no-sources = No evidence yet
investigate-no-sources-hint = Open logs and queue exports in Evidence, or drop a folder on the window.
investigate-loading = Working…
investigate-loading-hint = Rows appear as files are read; the verdict when all are in and compared.
investigate-no-rows = These files hold no authentication and no mail
investigate-no-rows-hint = Evidence says what each file is, what is damaged, and what to collect.
investigate-no-authentications = No authentications here. The Security log and the SMTP receive log hold them.
investigate-no-queues = No queue readings. Export them with Get-Queue.
investigate-no-queues-yet = No queue reading up to this time.
investigate-no-messages = No messages here. The message tracking log holds them.
investigate-no-sessions = No SMTP sessions here. The SMTP receive log holds them.
investigate-no-suspects = No account stands out.
## Shell: rail, bars, dialogs
place-evidence = Evidence
place-investigate = Investigate
place-remediate = Remediate
place-checks = Checks
state-nothing-yet = nothing yet
state-working = working…
state-no-account = no account named
state-sources = { $n ->
    [one] 1 source
   *[other] { $n } sources
 }
state-warnings = { $n ->
    [one] 1 warning
   *[other] { $n } warnings
 }
state-accounts = { $confidence ->
    [established] { $n ->
        [one] 1 account established
       *[other] { $n } accounts established
     }
    [likely] { $n ->
        [one] 1 account likely
       *[other] { $n } accounts likely
     }
   *[possible] { $n ->
        [one] 1 account possible
       *[other] { $n } accounts possible
     }
 }
top-case-demo = Demo incident
top-case-untitled = Unnamed case
top-open-files = Open files…
top-open-folder = Open folder…
top-zone = Zone of the site
top-theme = Theme
top-theme-system = As the system
top-theme-light = Light
top-theme-dark = Dark
top-reading = Reading…
top-analysing = Analysing…
zone-search = Search a zone
bottom-no-sources = No sources yet
bottom-records = { $n ->
    [one] 1 record
   *[other] { $n } records
 }
bottom-reading = Reading { $name }
bottom-progress = { $done } of { $all } · { $records ->
    [one] 1 record
   *[other] { $records } records
 }
bottom-percent = { $n } % read
bottom-cancel = Cancel
bottom-warnings = { $n ->
    [one] 1 source with problems
   *[other] { $n } sources with problems
 }
drop-now = Drop to add to the case

## Empty state and what to collect
empty-drop = Drop event logs, Exchange logs and queue exports here
empty-drop-more = Folders and ZIP archives too; formats are recognised by content
empty-demo = Open the demo incident
empty-read-only = Files are only read, never changed, and nothing leaves this machine.
bring-title = What to collect
bring-2013 = Exchange 2013 – SE
bring-2007 = 2007 / 2010
bring-2003 = 2000 / 2003
bring-online = Exchange Online
bring-postfix = Postfix
bring-exim = Exim
bring-sendmail = sendmail
copy-commands = Copy the commands

## Evidence place
sources-all = { $n ->
    [one] 1 source
   *[other] All { $n } sources
 }
sources-problems = { $n ->
    [0] No problems
    [one] 1 with problems
   *[other] { $n } with problems
 }
sources-no-problems = No source has problems.
column-source = Source
column-format = Format and state
column-read = read
column-recovered = recovered
column-skipped = skipped
column-damaged = damaged
column-total = records
column-server = Server and zone
column-hash = SHA-256
source-format-unknown = not known yet
source-format-none = not recognised
source-waiting = in line
source-reading = reading
source-done = read whole
source-damaged = read, with problems
source-cancelled = stopped
source-balance = { $read } read + { $recovered } recovered + { $skipped } skipped + { $damaged } damaged = { $total } records
source-copy-hash = Copy SHA-256 { $hash }
source-retry = Read again
source-remove = Remove
source-remove-why = Takes the source and its rows out of the case; the file stays as it is
source-set-zone = Set zone…
source-damages = { $n ->
    [one] 1 problem
   *[other] { $n } problems
 }
source-remarks = { $n ->
    [one] 1 remark
   *[other] { $n } remarks
 }
source-more = … and { $n } more
source-event-ids = Events by id
source-more-ids = … and { $n } more ids
zone-stated = { $zone }, stated
zone-derived = { $zone }, derived
zone-assumed = { $zone }, assumed
zone-set = { $zone }, set by you
at-byte = from byte { $n }
fact-path = Path
fact-state = State
fact-format = Format
fact-why = Because
fact-balance = Balance
fact-repeats = Also elsewhere
fact-times = Times
fact-server = Server
fact-zone = Zone
fact-size = Size
fact-changed = Changed
site-title = Site
site-domains = Accepted domains
site-ignored = Left out, since they would make everything local
site-servers = Own servers
site-networks = Internal networks
site-generation = Generation
site-unknown = not known
site-add-domain = Add domains of your own
site-add = Add
coverage-title = What these sources can answer
coverage-later = Told once the sources are read.
coverage-none = No question is answered yet.
coverage-copy = Copy what to collect

# Day, month and repeated hours
source-day-first = Day first
source-month-first = Month first
source-date-order-why = Reads the file again with this order of day and month
investigate-ambiguous-hour = Wall-clock time in the hour that the change of clocks repeats: it may be one hour later.

# Clocks, hours of work, and what the user vouches for
source-set-clock = Set clock…
source-set-clock-why = For a server whose clock was wrong: its times are put right, the file stays as it is
source-clock-ahead = This clock is ahead by (negative: behind)
source-clock-set = Set
source-clock-compare = Compare with the others
fact-clock = Clock
clock-reference = The others are compared with it
clock-right = Agrees with the others ({ $matches } of { $compared } rows)
clock-ahead = { $seconds } seconds ahead; put right ({ $matches } of { $compared } rows agree)
clock-behind = { $seconds } seconds behind; put right ({ $matches } of { $compared } rows agree)
clock-set-right = Right, as you said
clock-set-ahead = { $seconds } seconds ahead, as you said; put right
clock-set-behind = { $seconds } seconds behind, as you said; put right
site-hours = Hours of work
suspect-vouch = Mark as known and in order
suspect-unvouch = No longer known as in order
suspect-vouch-why = Nothing is hidden: the account only takes no part in the verdict
day-0 = Mon
day-1 = Tue
day-2 = Wed
day-3 = Thu
day-4 = Fri
day-5 = Sat
day-6 = Sun

## Shell: acts, keys, palette, state of the case, journal
act-new-case = New case
act-open-case = Open case…
act-save = Save
act-save-as = Save as…
act-journal = Journal of the case
act-stop-reading = Stop reading
act-undo = Undo
act-redo = Redo
act-of = { $act }: { $what }
act-back = Back to the selection before
act-forward = Forward to the selection after
act-search = Search
act-palette = Command palette
act-shortcuts = Keyboard shortcuts
act-evidence = Go to Evidence
act-investigate = Go to Investigate
act-remediate = Go to Remediate
act-checks = Go to Checks
act-problems = Show sources with problems
act-noise = Show or hide noise
act-english = Speak English (anglais)
act-french = Speak French (français)
act-theme-system = Theme: as the system
act-theme-light = Theme: light
act-theme-dark = Theme: dark
act-larger = Larger text
act-smaller = Smaller text
act-usual-size = Text at its usual size
why-not-undo = Nothing to undo
why-not-redo = Nothing to redo
why-not-back = No selection before this one
why-not-forward = No selection after this one
why-not-stop = Nothing is being read
why-not-empty = The case is empty
act-swim = Lanes by account on or off
act-filter-row = Filter under the heads
act-only-starred = Only starred rows, or all
act-by-account = Group authentications by account
act-by-address = Group authentications by address
act-ungroup = Authentications each on its own
why-not-ungroup = Nothing is grouped
keys-related = Show related rows
keys-fold = Close or open a group
keys-menu = Menu of the row
keys-span-start = Move the beginning of the span
tip-keys = { $what } ({ $keys })
top-text-size = Size of text
top-text-percent = { $n } %
notice-dismiss = Dismiss this message
page-close = Close
case-menu = The case: open, save, recent cases, journal
keys-everywhere = Everywhere
keys-tables = In a table
keys-timeline = In the timeline
keys-rows = One row up or down
keys-pages = One page up or down
keys-ends = First or last row
keys-range = Extend the selection
keys-all-rows = Select all rows
keys-copy = Copy the rows
keys-filter = Filter under the heads
keys-next-cited = Next row cited by a finding or starred
keys-previous-cited = The one before
keys-star = Star
keys-tag = Tag
keys-inspect = To the inspector
keys-leave = From filter or inspector to the table
keys-pan = Move to earlier or later
keys-zoom = Closer or further
keys-whole = The whole time
keys-first-last = To the beginning or end of the case
keys-span-end = Move the end of the span
keys-span-visible = Select what is visible
keys-lanes = Lanes by account
keys-no-span = No span, no cursor
key-ctrl = Ctrl
key-alt = Alt
key-shift = Shift
key-left = Left
key-right = Right
key-up = Up
key-down = Down
key-home = Home
key-end = End
key-page-up = PgUp
key-page-down = PgDn
key-enter = Enter
key-escape = Esc
palette-title = Command palette
palette-hint = What to do, or an account, address, file or finding
palette-nothing = Nothing fits.
palette-act = command
palette-suspect = suspect
palette-account = account
palette-address = address
palette-source = source
palette-finding = finding
palette-zone = zone of the site
recent-title = Recent cases
recent-open = { $name }
recent-continue = Continue: { $name }
recent-gone = the file is gone
recent-gone-why = The file is no longer there: it was moved, renamed or deleted, or its drive is not connected.
recent-forget = Take { $name } off the list
bottom-unsaved = Not saved
bottom-read-only = Read only
# Timeline
timeline-swim = Accounts
timeline-switch-swim = A lane for each of the busiest accounts (W)
timeline-switch-bars = Show the sources below
timeline-switch-cut = Cut out long gaps
timeline-minimap = The whole case
timeline-sources = Sources
timeline-source = { $file } · { $first } – { $last } · { $n } records
timeline-menu = How to show: { $lane }
timeline-by-reason = By reason
timeline-by-account = By account
timeline-total-only = All queues together
timeline-with-hops = With the three deepest next hops
timeline-wrong-password = wrong password
timeline-unknown-name = unknown name
timeline-locked = locked or disabled
timeline-other = other reason
timeline-all-others = all others
timeline-only = Only this account: { $account }
timeline-attempts = { $account } · { $failed } refused · { $accepted } accepted
timeline-at = { $time } · column of { $length }
timeline-failed = { $n } failed sign-ins
timeline-accepted = { $n } successful sign-ins
timeline-relayed = { $n } messages relayed
timeline-local = { $n } messages of the site
timeline-depth = { $n } in the queues, { $basis }
timeline-depth-between = { $low } to { $n } in the queues, { $basis }
timeline-covered = Covered by { $sources }
timeline-no-sign-ins = No source covers sign-ins here
timeline-no-mail = No source covers mail here
timeline-no-depth = No source covers the queues here
timeline-gap = { $length } without any row, cut out
timeline-span = { $first } – { $last }
timeline-told = Shown: { $first } to { $last }.
timeline-told-span = Selected: { $first } to { $last }.
timeline-more = { $n } more
timeline-more-lanes = They appear when the timeline is made higher.
timeline-by = by { $actor }
timeline-days = { $a } d { $b } h
timeline-hours = { $a } h { $b } min
timeline-minutes = { $a } min { $b } s
timeline-seconds = { $a } s
timeline-milliseconds = { $a } ms

## Shell: site sheet
site-analysing = Working out what follows from this; the result below is still the one before.
site-back-to-logs = Back to what the logs show
site-good-accounts = Accounts and senders known and in order
site-good-clients = Clients known and in order
site-none = none
site-accept = Accept { $name }
site-strike = Strike out { $name }
site-add-server = Add servers of your own
site-add-network = Add networks of your own
site-add-account = Add accounts or senders known and in order
site-add-client = Add clients known and in order
site-bad-domain = “{ $typed }” is no domain; contoso.test is one.
site-bad-server = “{ $typed }” is neither the name of a server nor an address; EX1.contoso.test or 192.0.2.5 would do.
site-bad-network = “{ $typed }” is no network; write an address and how many bits are fixed, such as 10.0.0.0/8, 32 at most (128 for IPv6).
site-bad-hours = Work must end after it begins, on one day at least.
site-hours-change = Change the hours of work
site-hours-from = From
site-hours-to = to
site-hours-leave = Leave as it was
# Tables
tables-reading-snapshot = Snapshot
tables-reading-log = Queue log
tables-reading-counter = Counter
tables-place-file = whole file ({ $n })
tables-place-record = record { $n }
tables-place-line = line { $n }
tables-place-item = item { $n }
investigate-col-mechanism = Mechanism
investigate-col-logon-type = Logon type
investigate-col-log = Log
investigate-col-event-id = Event id
investigate-col-file = File
investigate-col-place = Place
investigate-col-incoming = In a second
investigate-col-outgoing = Out a second
investigate-col-reading = Reading
investigate-col-size = Bytes
investigate-col-duration = Duration
investigate-col-deed = What was done
tables-filter = Filter: { $column }
tables-filter-row = Filter under the heads ( / )
tables-filter-help = text · !not · =exact · >5 or <5 for figures and times (02:14, 03/11/2025 02:14)
tables-filter-bad = Not understood
tables-filter-is = { $column }: { $text }
tables-sort-up = Sort upwards
tables-sort-down = Sort downwards
tables-sort-usual = Usual order
tables-hide = Hide this column
tables-columns = Columns
tables-group = Group by this column
tables-ungroup = Remove the grouping
tables-expand = Expand all groups
tables-collapse = Collapse all groups
tables-widths = Usual columns
tables-resize = Width of the column: { $column }
tables-not = Not this
tables-count-by = Count by this
tables-copy-row = Copy the row
tables-copy-rows = Copy { $n } rows
tables-copied-part = Only the first { $n } rows were copied.
tables-around = ±5 minutes around, all sources
tables-good = Mark as known and in order
tables-doubt = No longer known as in order
tables-star = Star (s)
tables-unstar = Take the star off (s)
tables-starred = starred
tables-unstarred = no star
tables-tag = Tag… (t)
tables-note = Note…
tables-tags-edit = Tags, with commas between
tables-note-edit = Note
tables-edit-keys = Enter keeps · Esc drops
tables-tagged = Tags: { $tags }
tables-noted = Note: { $text }
tables-only-starred = Only starred rows
tables-group-line = { $value } · { $count } · { $share } % · { $first } – { $last }
tables-group-row = group { $n } of { $total }
tables-nothing-stated = (not stated)
tables-selected = { $n } selected
tables-search = Search in all
tables-search-hint = Search in all rows
tables-hits = { $name } { $n }
tables-suspend = Suspend: { $what }
tables-resume = Apply again: { $what }
tables-session-is = session { $name }
tables-message-is = message { $name }
tables-source-is = file { $name }
tables-related = Show related rows (r)
tables-why = Why cited
tables-inspector = Fields of the row
tables-row-menu = Menu of the row
deed-other = Recorded
deed-password-reset = Password reset by somebody else
deed-password-changed = Password changed by its owner
deed-account-enabled = Account enabled
deed-account-disabled = Account disabled
deed-account-created = Account created
deed-account-deleted = Account deleted
deed-account-changed = Account changed
deed-account-locked-out = Account locked out
deed-account-unlocked = Account unlocked
deed-group-member-added = Member added to a group
deed-log-cleared = Log cleared
deed-audit-policy-changed = Audit policy changed
deed-clock-changed = Clock set
deed-cmdlet = Cmdlet run
deed-cmdlet-failed = Cmdlet failed
deed-back-pressure = Back pressure
deed-flood = Too many connections or messages
deed-alert = A tool’s rule matched

# Buttons of the inspector, which has little room
inspector-star = Star (s)
inspector-unstar = Unstar (s)
inspector-tag = Tag (t)
inspector-note = Note
inspector-related = Related (r)
tables-all-hidden = No row passes: { $hidden } are hidden by what is picked, searched for or filtered.

bottom-checking = Asking: { $check }, { $target } · { $n ->
    [one] 1 result
   *[other] { $n } results
 }{ $waiting ->
    [0] {""}
   *[other] {" "}· { $waiting } more in line
 }
bottom-stop-checks = Stop
