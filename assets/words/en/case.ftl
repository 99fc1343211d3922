# The case: what was done in it, as menus and the custody log say it.

change-starred = Starred { $place } of { $source }
change-unstarred = Star taken off { $place } of { $source }
change-tagged = Tags of { $place } of { $source }
change-noted = Note on { $place } of { $source }
change-vouched = { $who } is known and in order
change-doubted = { $who } is no longer vouched for
change-domains = Own domains: { $list }
change-servers = Own servers: { $list }
change-networks = Own networks: { $list }
change-hours = Working hours
change-generation = Exchange generation: { $name }
change-clock = Clock of { $source }

# Keeping the case

change-added = Read { $source }: SHA-256 { $sha } records
change-removed = Taken out: { $source }
case-read-only = This case is open read-only; save it under another name to go on with it.
case-not-kept = No case file can be used here: the system gave no thread or folder for it.
case-held-by = The case is open elsewhere ({ $holder }); nothing can be read into it from here.
change-followed = Marks of { $place } go along with their file, which is read again
# Whether it is saved, its journal
case-file = relayscope case
saved-saving = saving…
saved-saving-why = What was just done is being written to the case file.
saved-at = saved at { $time }
saved-at-why = All that was done is in { $path } since { $time }.
saved-failed = NOT SAVED: { $why }
saved-failed-why = What was done last is not in { $path }: { $why } The next action tries again; Save as… takes another place.
saved-read-only = read only: { $who }
saved-read-only-since = read only: held by { $who } since { $time }
saved-read-only-why = Nothing done here is saved, since the case file belongs to another window or cannot be written ({ $who }). Save as… makes a copy of your own.
journal-copy = Copy as text
journal-empty = Nothing has been done in this case yet.
journal-chain = { $n ->
    [one] 1 entry, checked: it was not changed; it carries the hash { $hash }.
   *[other] { $n } entries, checked: none was changed or taken out; each carries the hash of the one before, the last { $hash }.
 }
journal-broken = The journal does not hold: entry { $at } of { $n } was changed, or one before it was taken out.
journal-checking = Checking the hashes: { $done } of { $n }
change-place-file = whole file
change-place-record = record { $n }
change-place-line = line { $n }
change-place-item = item { $n }
change-taken-back = Taken back: { $what }
change-site = What the command line says of the site
change-zone = Zone of the site: { $name }
change-source-zone = Zone of { $source }: { $set }
change-source-dates = Dates of { $source } read as { $set }
# The case file.

case-file-not-one = This is no case file
case-file-damaged = The case file is damaged: { $part }, { $place }
case-file-newer = This case file was made by a newer relayscope
case-file-held = { $who } has this case open
case-file-held-since = { $who } has had this case open since { $since }
case-file-exists = There is already a file of this name
case-file-disk-full = The disk is full; nothing that was confirmed is lost
case-file-cannot-write = The case file cannot be written: { $why }
case-file-cannot-read = The case file cannot be read: { $why }
case-file-too-much = The case file asks for more work than any case needs; it was not opened
case-file-cancelled = Stopped before the end
case-part-file = structure of the file
case-part-header = header
case-part-schema = tables
case-part-meta = basic facts
case-part-source = sources
case-part-site = site
case-part-mark = marks
case-part-custody = custody log
case-part-view = view
case-part-face = findings
case-part-rows = rows
custody-created = Case opened for the first time
custody-copied = Case saved as a copy of { $from }
custody-migrated = Case file brought to version { $n }
evidence-same = the same as when it was read
evidence-changed = changed since it was read
evidence-missing = not found
evidence-not-hashed = was not read whole, so it has no hash
change-from-memory = Mark of { $place }, made before the case had a file
change-site-from-memory = What was said of the site before the case had a file
saved-read-only-damaged = read only: its rows are damaged
saved-read-only-damaged-why = The rows in this case file are damaged. What was said of them is shown; nothing is written over what is left. Read the evidence into a new case.

# The work on the incident
change-step-state = Step { $step }: { $state }
change-step-proof = Step { $step }: proof attached
change-step-unproved = Step { $step }: proof taken off
change-step-decision = Step { $step }: what the client says
change-step-owner = Step { $step }: who does it, and by when
change-step-note = Step { $step }: note
change-machine = Machine { $name }
change-machine-off = Machine { $name } taken off the list
change-flow = Mail-flow test { $test }: { $result }
change-brief = What is known of the site for the clean-up
change-consent = Consent recorded: { $who } allows { $targets } to be contacted
change-consent-withdrawn = Consent withdrawn
change-plan = Plan of re-tests
change-retest-done = Re-test of day { $day } done
change-retest-open = Re-test of day { $day } open again
change-answer = Answer kept: { $check }, { $target }
change-item-from-memory = Work done before the case had a file
work-needs-proof = Step { $step } is done once there is a proof: a file, an answer of a check, a record, or what somebody saw.
work-needs-reason = Step { $step } is left out only with a justification.
work-proof-unreadable = { $file } cannot be read: { $why }
work-proof-taken-out = Written to { $file }
work-proof-not-here = The case file does not hold these bytes, only their hash.
case-part-item = work on the incident
case-part-proof = proofs
change-report = Settings of the report changed
change-produced = Written: { $what }, { $file }, SHA-256 { $sha }, { $n }
