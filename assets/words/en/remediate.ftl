# English: remediate

state-todo = to do
state-doing = being done
state-done = done
state-skipped = left out
state-na = does not apply
phase-contain = Contain
phase-eradicate = Eradicate
phase-recover = Recover
phase-verify = Verify
phase-lessons = Lessons
fate-open = undecided
fate-clean = clean
fate-repair = repair
fate-rebuild = install anew
fate-retire = retire
flow-open = open
flow-passed = passed
flow-failed = failed
flow-na = does not apply

proof-choose = File that proves the step
proof-take-out = Write the file to

rem-tab-steps = Steps
rem-machines = Machines
rem-tab-left = What is left
rem-steps = Steps of the clean-up
rem-state = { $n } of { $all } · { $must } must open
rem-state-begin = to begin
rem-state-against = contradicted
rem-of = { $n } of { $all }
rem-progress = { $n } of { $all } settled, { $must ->
    [0] no must-step open
    [one] { $must } must-step open
   *[other] { $must } must-steps open
}
rem-platform = What the site runs on
rem-platform-evidence = As the evidence shows
rem-hybrid = A part of the mailboxes is in Exchange Online
rem-order-phase = By phase
rem-order-emergency = Emergency
rem-order-first = First, while spam still leaves
rem-order-then = Then
rem-aware-set = Time of awareness…
rem-aware-since = Aware since { $at }
rem-aware-why = The 72 hours to notify the authority, and those to file a complaint for the insurer, count from the time of awareness
rem-aware = Time of awareness ({ $zone }), e.g. 2026-11-30 10:05
rem-bad-time = A day and a time, e.g. 2026-11-30 10:05
rem-set = Set
rem-unset = Take away
rem-open-step = Open { $step }
rem-against-more = { $n ->
    [one] One more stands at its step
   *[other] { $n } more stand at their steps
}

rem-chip-all = All { $n }
rem-chip-open = Open { $n }
rem-chip-must = Must { $n }
rem-chip-proposed = Proposed { $n }
rem-hidden = { $n } hidden
rem-no-step = No step is like this.
rem-must = must
rem-should = should
rem-if = if
rem-window = change window
rem-elsewhere = not for this platform
rem-window-why = Work for a window that was announced: mail may stand still meanwhile
rem-pill-against = contradicted
rem-pill-proposed = proposed
rem-pill-first = first of all
rem-pill-refused = refused
rem-pill-warning = warning
rem-overdue = overdue

rem-begin = Begin
rem-done = Done
rem-skip = Leave out…
rem-not-applicable = Does not apply…
rem-reopen = Reopen
rem-leave = Leave it
rem-reason = Reason: { $why }
rem-reason-field = Reason
rem-overridden = Done although: { $what }
rem-ask-done = This warning stands. Why is the step done all the same?
rem-done-anyway = Done all the same
rem-ask-skip = Why is it left out? The reason is kept in the case.
rem-ask-skip-never = This step should not be left out. If it must be, say why; the reason is kept in the case.
rem-skip-now = Leave out
rem-ask-na = Why does it not apply to this site?
rem-na-now = Does not apply

rem-what = What to do
rem-when = Only if
rem-here = In this case
rem-why = Why
rem-risk = Risk
rem-how = How
rem-complete = complete: every value is known
rem-no-evidence = Commands fill themselves once evidence is loaded.
rem-copy = Copy: { $command }
rem-copy-all = { $n ->
    [one] Copy the command
   *[other] Copy all { $n } commands
}
rem-kind-menu = Menu
rem-kind-cmd = Command prompt (cmd)
rem-kind-ps = PowerShell
rem-kind-raw = Device, DNS or query
rem-missing = Not known from the case: { $what }
rem-unsafe = A value of the evidence was left out: no quoting makes it safe here. Fill it in by hand.

rem-shows = The evidence shows
rem-shows-more = { $n ->
    [one] and one more record
   *[other] and { $n } more records
}
rem-speaks-for = Speaks for it, does not prove it
rem-partly = Shows a part only
rem-but = But: { $why }
rem-accept-tick = Accept as proof and tick
rem-accept-proof = As proof only
rem-attached = attached
rem-show = Show
rem-by-evidence = relayscope, from the evidence

rem-proof-wanted = Proof wanted
rem-proof-there = Proofs attached
rem-proof-add = Add a proof
rem-proof-needed = A step is done once there is a proof: a file, an answer of a check, a record of the evidence, or what somebody saw. Add one below.
rem-proof-file = File…
rem-proof-of-check = Answer of a check
rem-proof-no-check = No fitting check has answered yet
rem-proof-starred = Starred row
rem-proof-no-star = No row has a star
rem-proof-off = Take off proof { $n }
rem-proof-take-out = Take out…
rem-proof-embedded = its bytes are in the case file
rem-proof-by-hash = kept by its hash alone
rem-proof-answer-gone = The answer of this check is no longer in the case
rem-proof-answer = { $check }, { $target }: { $worst }
rem-proof-seen-by = seen by { $who }
rem-proof-attached = attached { $at }, { $who }
rem-proof-row = Starred: { $place }
rem-proof-row-noted = Starred: { $place } – { $note }
rem-seen = What was seen
rem-seen-hint = e.g. the account is shown as disabled in the directory
rem-seen-by = Who saw it
rem-seen-add = Add what was seen

rem-verify = To check that it holds
rem-rollback = The way back

rem-client = What the client says
rem-client-by = Who speaks for the client
rem-client-who = Say who speaks for the client first
rem-client-accept = Accepted
rem-client-refuse = Refused
rem-client-accepted = Accepted by { $who }
rem-client-refused = Refused by { $who }
rem-client-back = Take back
rem-who = Who does it
rem-owner = Who
rem-due = By when (yyyy-mm-dd)
rem-bad-day = A day is written year-month-day, e.g. 2026-11-30
rem-note = Note

rem-machines-proposed = The evidence names
rem-machines-kept = In the list
rem-machines-aside = Set aside
rem-machines-dismissed = { $n } set aside
rem-machines-empty = Once evidence is loaded, machines that it names stand here.
rem-machines-none = The evidence names no machine to look at.
rem-machine-new = Name or address of a machine
rem-machine-add = Add
rem-machine-why = Why it stands here
rem-machine-times = First { $first }, last { $last }
rem-machine-accept = Take into the list
rem-machine-dismiss = Set aside
rem-machine-restore = Take back into the list
rem-machine-off = Take off the list
rem-machine-fate = What is to become of it
rem-machine-role = Whose it is, what it is for
rem-machine-system = System and patch level
rem-machine-signs = Signs seen on it

rem-left-hint = Enter or a click opens the step.
rem-left-copy = Copy as text
rem-left-nothing = Nothing is left.
rem-left-nobody = nobody named
rem-left-due = Due
rem-left-must = Must be done
rem-left-should = Recommended
rem-left-if = Under its condition
rem-left-refused = Refused by the client
rem-left-skipped = Left out
rem-left-na = Does not apply
rem-left-overridden = Done against a warning
rem-left-machines = Machines

rem-keys = In the list of steps
rem-keys-rows = Step before, step after
rem-keys-into = To the buttons of the step
rem-keys-begin = Begin, or not yet
rem-keys-done = Done
rem-keys-proof = Add a proof
rem-keys-skip = Leave out
rem-keys-reopen = Reopen
rem-keys-accept = Accept what the evidence shows
rem-keys-copy = Copy the first command
rem-keys-back = Back to the list
rem-key-space = Space
