# The report's first half: cover, summary, facts, timeline, accounts, causes, indicators, impact, personal data.

# Cover
report-story-kicker = Findings, clean-up, verification
report-story-title-relay = Incident report: mail relay abuse
report-story-title-mailbox = Incident report: mailbox takeover
report-story-title-forged = Incident report: forged mail and delivery reports
report-story-title-examination = Report: examination of mail server logs
report-story-no-verdict = No evidence has been analysed yet: this report states nothing about what happened.
report-story-client = Client
report-story-consultant = Consultant
report-story-reference = Reference
report-story-period = Period covered by the evidence
report-story-from-to = { $first } – { $last } ({ $zone })
report-story-no-period = no record with a time
report-story-date = Date of this report
report-story-print = Fingerprint of the evidence
report-story-print-of = { $print } ({ $n ->
    [one] one exhibit
   *[other] { $n } exhibits
 })
report-story-state = State
report-story-state-draft = draft
report-story-state-final = final
report-story-to-fill = to be filled in
report-story-confidential = Confidential. This report holds personal data: names of accounts, addresses, senders and recipients of mail. Pass it on only to those who need it.
report-story-redacted = Names and addresses are replaced by aliases. The same alias stands for the same name throughout.
report-story-draft = Draft: parts that are not finished say so, and may change.
report-story-changed = { $n ->
    [one] One file of the evidence has changed since it was read
   *[other] { $n } files of the evidence have changed since they were read
 }; see the section on evidence.
report-story-missing = { $n ->
    [one] One file of the evidence was not found when this report was made
   *[other] { $n } files of the evidence were not found when this report was made
 }; see the section on evidence.
report-story-demo = This is an invented incident. All names and addresses are made up.
report-story-no-advice = This report presents technical facts and is not legal advice.

# What happened, in plain words
report-story-plain-authenticated-relay = The server was used to relay spam with { $n ->
    [one] the account “{ $account }”
   *[other] { $n } accounts ({ $account })
 } from { $first } to { $last }: somebody who knew the password signed in and had the server send mail to strangers.
report-story-plain-authenticated-relay-unnamed = The server was used to relay spam from { $first } to { $last }: somebody signed in with a password and had the server send mail to strangers; no log at hand names the account.
report-story-plain-open-relay = The server was used to relay spam from { $first } to { $last }: it took mail from strangers to strangers without asking for a password.
report-story-plain-internal-relay = The server was used to relay spam from { $first } to { $last }: a machine or application that it trusts by its address handed the mail over, without a password.
report-story-plain-mailbox-takeover = Spam was sent from { $n ->
    [0] a mailbox of the site
    [one] the mailbox of “{ $account }”
   *[other] { $n } mailboxes ({ $account })
 } from { $first } to { $last }: somebody other than the owner used the mailbox itself.
report-story-plain-reverse-ndr = From { $first } to { $last } strangers sent the server mail for people who do not exist, under forged senders; its delivery reports went to those whose addresses were forged.
report-story-plain-backscatter = From { $first } to { $last } delivery reports came back about mail that others had sent elsewhere under forged addresses of the site; nobody had to enter for that.

# Summary
report-story-done = What was done
report-story-progress = { $done } of { $all } steps of the clean-up are done{ $aside ->
    [0] {""}
    [one] , one was left out with a reason or does not apply
   *[other] , { $aside } were left out with a reason or do not apply
 }.{ $done ->
    [0] {""}
   *[other] {" The most important of those done:"}
 }
report-story-shown = { $what } (shown by the evidence)
report-story-kind-at = { $kind }, { $at }
report-story-contradicted = The evidence contradicts the clean-up. { $what }{ $more ->
    [0] {""}
    [one] {" One more contradiction stands in the section on verification."}
   *[other] {" "}{ $more } more contradictions stand in the section on verification.
 }
report-story-nothing-done = No step of the clean-up is recorded as done yet.
report-story-left = What is left
report-story-open-must = { $n ->
    [0] No step that must be done is open.
    [one] One step that must be done is still open:
   *[other] { $n } steps that must be done are still open:
 }
report-story-refused = { $n ->
    [one] The client has refused one step:
   *[other] The client has refused { $n } steps:
 }

# Facts
report-story-facts-how = V1, V2 … say what happened; F1, F2 … say what was seen, under the same numbers as on screen and in the exported tables. A number such as R1 names a record of the evidence; the last annex lists all of them with file and place. The weight of a finding, from 0 to 100, is how much it counts.
report-story-figures = Figures
report-story-rests-on = What it rests on
report-story-innocent = Innocent explanations
report-story-matters = Why it matters
report-story-weight = weight { $n } of 100
report-story-not-settled = not settled
report-story-against-none = Nothing in these files speaks against it; proof of one of the explanations below would.
report-story-innocent-authenticated-relay = The owner of the account, or an application that uses it, sent this mail on purpose and from these places
report-story-innocent-open-relay = An application or a provider that the server lets in by its address sent this mail on purpose
report-story-innocent-internal-relay = A list server, a newsletter, a ticket system or a gateway that sends other people’s mail on
report-story-innocent-mailbox-takeover = A mailing that the owner, or somebody who may send for the owner, sent on purpose
report-story-innocent-reverse-ndr = Much ordinary mail to mistyped or former addresses
report-story-innocent-backscatter = A mailing of the site’s own to old addresses, which brings the same reports

# Timeline
report-story-key-events = Key events (times: { $zone })
report-story-marked = Rows marked by the consultant
report-story-what = What happened
report-story-who = Who, and from where
report-story-note = Tags and note
report-story-no-event = No event with a time is known yet.
report-story-first-wrong = First wrong password for { $account }, of { $n } refused attempts
report-story-last-wrong = Last wrong password for { $account } before the abuse, of { $n } refused attempts
report-story-first-use = First use in the abuse ({ $kind }){ $n ->
    [0] {""}
   *[other] {": "}{ $account }
 }
report-story-last-use = Last use in the abuse that is seen ({ $kind }){ $n ->
    [0] {""}
   *[other] {": "}{ $account }
 }
report-story-first-message = First message of the abuse accepted
report-story-last-message = Last message of the abuse accepted
report-story-peak = Queues at their highest: { $peak } messages waiting ({ $basis })
report-story-against = { $what } (contradicts the clean-up)
report-story-step-done = Step done: “{ $title }”
report-story-row-sign-in = Sign-in: { $result }
report-story-row-session = SMTP session: { $messages ->
    [one] one message
   *[other] { $messages } messages
 } accepted, { $recipients ->
    [one] one recipient
   *[other] { $recipients } recipients
 }
report-story-row-mail = Message, { $event }: { $titled ->
    [yes] “{ $subject }”
   *[no] without a subject
 }, { $recipients ->
    [one] one recipient
   *[other] { $recipients } recipients
 }
report-story-row-queue = Queue reading: { $n } waiting
report-story-row-held = Message at rest: { $titled ->
    [yes] “{ $subject }”
   *[no] without a subject
 }, { $recipients ->
    [one] one recipient
   *[other] { $recipients } recipients
 }
report-story-sender = envelope sender { $sender }

# Accounts
report-story-role = Part in the matter
report-story-is-abused = abused
report-story-is-suspect = suspect: opened, or its password is known to others
report-story-written = As written in the logs
report-story-first-failure = First wrong password
report-story-first-success = First accepted use
report-story-last-success = Last accepted use
report-story-addresses = Used from
report-story-counts = Counts
report-story-why = Why it stands here
report-story-attacked = Accounts that were attacked, without a sign of abuse
report-story-set-aside = Set aside as harmless
report-story-reason = Reason
report-story-known-good = Known and in order, as the site says: { $names }

# How
report-story-how-open = How it was possible cannot be told yet: the files at hand do not settle what happened.
report-story-alternatives = Alternatives looked at
report-story-also = { $what } (also the case, { $id })
report-story-not-authenticated-relay = Not found: these files show no mail from strangers to strangers in sessions that somebody had signed in to.
report-story-not-open-relay = Not found: these files show no outside client that had mail relayed without signing in.
report-story-not-internal-relay = Not found: these files show no inside or allowed host that had spam relayed without signing in.
report-story-not-mailbox-takeover = Not found: these files show no wave of spam handed over by a mailbox itself.
report-story-not-reverse-ndr = Not found: these files show no delivery reports to strangers beyond what is explained above.
report-story-not-backscatter = Not found: these files show no reports about forged mail coming back beyond what is explained above.
report-story-aside-covered = The files at hand cover what would show these alternatives.
report-story-aside-limits = “Not found” reaches only as far as the files do. They leave open:
report-story-cannot-say = { $question } { $answer ->
    [yes] These files answer it.
    [partly] These files answer it only in part.
   *[no] These files do not answer it.
 } { $why }.

# Indicators
report-story-indicators-how = To look for in other logs, on the firewall and at the provider. Addresses are written with brackets so that nobody follows them by mistake. A sender address may be forged: it is not the account, and its owner need not be involved.
report-story-kind = Kind
report-story-value = Value
report-story-first = First
report-story-last = Last
report-story-records = Records
report-story-seen-in = Seen in
report-story-exhibits = { $n ->
    [one] exhibit { $list }
   *[other] exhibits { $list }
 }
report-story-indicator-address = address of the abuse
report-story-indicator-account = abused account
report-story-indicator-helo = HELO name
report-story-indicator-workstation = workstation name
report-story-indicator-sender = sender address, not the account
report-story-indicator-subject = subject
report-story-more-indicators = { $n ->
    [one] And one more, in the exported table of indicators.
   *[other] And { $n } more, in the exported table of indicators.
 }
report-story-more-rows = { $n ->
    [one] And one more, in the exported tables.
   *[other] And { $n } more, in the exported tables.
 }
report-story-no-indicator = The files at hand name no address, account or sender of the abuse.
report-story-nothing-to-look-for = No abuse is established, so there is nothing to look for elsewhere.

# Impact
report-story-volumes = Volume
report-story-volume = { $counts } ({ $kind })
report-story-duration = Duration of the abuse
report-story-queue = Queues
report-story-peak-at = Up to { $peak } messages waited in the queues, on { $at } ({ $basis })
report-story-fate = What became of the messages
report-story-fates = By the log of messages: { $sent } sent on, { $deferred } delayed at least once, { $failed } failed for at least one recipient
report-story-blocklists = Blocklists
report-story-on-no-list = { $of ->
    [0] On { $at } no list gave a usable answer about { $target }
   *[other] On { $at } { $target } is on none of the { $of } live lists that answered
 }{ $unclear ->
    [0] {""}
    [one] {"; one list gave no usable answer"}
   *[other] {"; "}{ $unclear } lists gave no usable answer
 }.
report-story-on-lists = On { $at } { $target } is on { $on } of the { $of } live lists that answered{ $unclear ->
    [0] {""}
    [one] {"; one list gave no usable answer"}
   *[other] {"; "}{ $unclear } lists gave no usable answer
 }:
report-story-no-blocklists = The blocklists have not been asked yet.
report-story-unknown = What cannot be said

# Personal data
report-story-data-intro = Article 33 of the GDPR gives a controller 72 hours, from the time it becomes aware of a personal data breach, to notify the supervisory authority, unless the breach is unlikely to result in a risk to people. This sheet gathers the technical facts for that decision.
report-story-not-aware = The time at which the controller became aware is not recorded; the 72 hours count from it.
report-story-aware = Controller aware since
report-story-hours-end = The 72 hours end
report-story-at-report = When this report was made
report-story-time-in = { $at } ({ $zone })
report-story-happened = What happened
report-story-confidentiality = Confidentiality: may somebody have read data?
report-story-integrity = Integrity: was anything changed, or sent in the name of others?
report-story-availability = Availability: was mail late or lost?
report-story-could-open = Whoever knows the password of an account can as a rule also open its mailbox. That no record shows it is no proof that it was not opened.
report-story-no-password = Nothing in this incident shows that anybody held the password of a mailbox.
report-story-no-change = These files show no change of accounts, rules or settings by the abuser; they need not show every change.
report-story-no-delay = These files show no queue that grew and no mail that was held back.
report-story-no-depth = No reading of the queues is at hand.
report-story-concerned = What is concerned
report-story-accounts-concerned = Accounts
report-story-nobody-named = none that these files name
report-story-recipients-of = { $messages } messages to { $n } recipients, summed over all messages: one person counts once for each message{ $different ->
    [0] {""}
   *[other] ; the log of messages names { $different } different addresses
 }
report-story-data-in-logs = Personal data in the logs examined
report-story-data-names = names of accounts
report-story-data-clients = addresses and names of client machines
report-story-data-mail = addresses of senders and recipients
report-story-data-subjects = subjects of messages
report-story-measures = Measures recorded
report-story-measure = { $title } ({ $at })
report-story-controller = What the controller says
report-story-data-missing = { $n ->
    [one] The controller must still state: { $list }.
   *[other] The controller must still state: { $list }.
 }
report-story-data-decision = Whether to notify the authority and the people concerned is for the controller to decide; this sheet decides nothing. It presents technical facts and is not legal advice.
