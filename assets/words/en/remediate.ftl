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
