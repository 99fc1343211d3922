# Second half of the report: actions, checks, what is left, method, evidence, signatures, annexes.

report-record-as-is = { $text }
report-record-more-rows = { $n ->
    [one] One more row is not shown.
   *[other] { $n } more rows are not shown.
}
report-record-more-rows-export = { $n ->
    [one] One more row is not shown: export the table “{ $table }”.
   *[other] { $n } more rows are not shown: export the table “{ $table }”.
}

# Heads of columns
report-record-col-accepted = Accepted
report-record-col-after = Record before the gap
report-record-col-again = When this report was made
report-record-col-answered = Answered
report-record-col-ask = Where to ask
report-record-col-balance = Read + recovered + skipped + damaged = total
report-record-col-basis = Basis
report-record-col-before = Record after the gap
report-record-col-check = Check
report-record-col-collect = To collect
report-record-col-count = Number
report-record-col-damage = What is wrong
report-record-col-exhibit = Exhibit
report-record-col-exhibits = Exhibits
report-record-col-figure = Figure
report-record-col-first-accepted = First accepted
report-record-col-from = From
report-record-col-last-accepted = Last accepted
report-record-col-limits = Limits
report-record-col-machine = Machine
report-record-col-meaning = Meaning
report-record-col-names = Accounts tried
report-record-col-now = Latest
report-record-col-number = No.
report-record-col-owner = Owner, due date
report-record-col-provider = Provider
report-record-col-question = Question
report-record-col-record = Record
report-record-col-refused = Refused
report-record-col-result = Result
report-record-col-says = What it says
report-record-col-setting = Setting
report-record-col-severity = Severity
report-record-col-state = State
report-record-col-step = Step
report-record-col-target = Target
report-record-col-term = Term
report-record-col-test = Test
report-record-col-title = What
report-record-col-to = To
report-record-col-uncovered = Not covered
report-record-col-value = Value
report-record-col-way = From → to
report-record-col-what = What
report-record-col-who = Who
report-record-col-why = Why

# Actions
report-record-against = The evidence contradicts what was done: { $what }.{ $n ->
    [0] {""}
    [one] {" "}Step concerned: { $steps }.
   *[other] {" "}Steps concerned: { $steps }.
}
report-record-done-contradicted = done, but contradicted by the evidence
report-record-nothing-done = No step of the clean-up is noted as done yet.
report-record-done-by = Done by
report-record-by-at = { $who }, { $at }
report-record-overridden = Warning set aside
report-record-proofs = Proofs
report-record-proof-file = File { $file }, { $size }, SHA-256 { $sha }; { $kept }
report-record-proof-answer = Check no. { $n } of { $at }: { $answer }; the dialogue stands in the annex of transcripts
report-record-quoted = “{ $text }”
report-record-said-at = { $said }, { $at }
report-record-due = due { $day }
report-record-contradicted = Contradicted by the evidence
report-record-doing = In progress
report-record-begun = { $step } – { $title }; begun { $at }, { $who }
report-record-proofs-so-far = { $n ->
    [one] one proof so far
   *[other] { $n } proofs so far
}
report-record-shows = What the evidence shows of the clean-up
report-record-covered = The abuse was last seen at { $last }; the sources that would show a sign-in end at { $until }.
report-record-no-signs = The evidence at hand shows nothing of the clean-up. Logs collected after the work would.

# Verification
report-record-consent = Authorisation of the checks
report-record-no-consent = Checks were made, but no authorisation is recorded in the case any more.
report-record-nothing-checked = No check has been made yet: nothing here shows from outside that the clean-up holds.
report-record-checks = Checks: latest answer for each target, and the one before
report-record-answer-name = Check no. { $n }: { $check }, { $target }
report-record-raw = Answer: { $raw }
report-record-no-flow = No mail-flow test has been noted yet.
report-record-no-plan = No re-tests are planned yet.
report-record-retest-open = open

# Outstanding
report-record-not-begun = No evidence has been read and no step begun: what is outstanding cannot be said yet.
report-record-not-proven = { $n ->
    [one] Step { $steps } is ticked as done, but it is not proven
   *[other] Steps { $steps } are ticked as done, but they are not proven
 }: { $what }.
report-record-open = Still to do

# Recommendations
report-record-recommended = Beyond the steps that must be done, this case calls for the following. What matters most here comes first in each phase.
report-record-recommend = { $title } ({ $step }, { $priority }). { $why }

# Method
report-record-tool = How the conclusions were reached
report-record-version = This report was made with relayscope { $version }, a program that reads the logs of mail servers without a network.
report-record-works-reads = Files are opened for reading only and hashed as they are read; every record is counted as read, recovered, skipped or damaged.
report-record-works-joins = Sign-ins, SMTP sessions, messages and queues are put on one time line, after the clocks were compared, and joined by session number, client and time.
report-record-works-weighs = A verdict states what speaks for it and what speaks against it; it is called established only where two independent kinds of log agree, or one names the account in the very session that queued the mail.
report-record-works-same = The same files and settings always give the same findings, whoever runs the program.
report-record-settings = Options and settings of the site
report-record-basis-user = stated by the consultant
report-record-basis-assumed = assumed; nobody stated it
report-record-hours = { $days }, from { $from } h to { $to } h ({ $zone })
report-record-zones = Time zones and clocks
report-record-zone = All times in this report are in the zone { $zone }. The table says how the zone of each source is known, and how far its clock was off.
report-record-zone-set = { $zone }, set by the consultant
report-record-clock-set-right = Right, as the consultant states
report-record-clock-set-ahead = { $seconds } seconds ahead, as the consultant states; put right
report-record-clock-set-behind = { $seconds } seconds behind, as the consultant states; put right
report-record-aside = Set aside, and counted
report-record-repeats = { $n ->
    [one] One row of { $source } also stands
   *[other] { $n } rows of { $source } also stand
 } in { $other } and count once.
report-record-noise = { $n ->
    [one] One authentication set aside as harmless
   *[other] { $n } authentications set aside as harmless
 }: { $reason }.
report-record-uncovered = Stretches of time that no source covers
report-record-limits = Limits
report-record-limit-sender = The sender of a message proves nothing: whoever signs in may write any sender. The account is taken from sign-ins alone.
report-record-limit-absence = Where no log covers a time, nothing can be said of it; that nothing was seen does not mean that nothing happened.
report-record-limit-people = Logs name accounts, addresses and machines. They do not tell which person sat at the keyboard.
report-record-limit-damaged = { $n ->
    [one] One record was damaged and could not be read; it is
   *[other] { $n } records were damaged and could not be read; they are
 } listed with the evidence.
report-record-limit-gaps = { $n ->
    [one] At one place an event log skips record numbers
   *[other] At { $n } places event logs skip record numbers
 }: records were removed, overwritten or left out of the export.
report-record-figures = Thresholds used
report-record-figures-changed = { $n ->
    [0] The thresholds that decided are listed in this report. All are those that the program was built with.
    [one] The thresholds that decided are listed in this report. One differs from what the program was built with, and is marked.
   *[other] The thresholds that decided are listed in this report. { $n } differ from what the program was built with, and are marked.
}
report-record-figure-was = { $value } (built in: { $usual })

# Evidence
report-record-evidence = The evidence was read from copies or originals without changing them. The SHA-256 hash of each exhibit is given below.
report-record-no-evidence = No evidence has been read yet.
report-record-exhibits = Exhibits, and what became of their records
report-record-hashes = SHA-256 of each exhibit
report-record-not-hashed-again = The exhibits were not hashed again for this report: whether they are still the same is not checked here.
report-record-evidence-changed = Not all exhibits are as they were read: { $changed ->
    [0] none has changed
    [one] one has changed
   *[other] { $changed } have changed
 }, { $missing ->
    [0] none is missing
    [one] one was not found
   *[other] { $missing } were not found
 }.
report-record-fingerprint-head = Fingerprint of the evidence
report-record-fingerprint = { $fingerprint } – the first 16 digits of the SHA-256 over the hashes of all exhibits in their order, each in lower-case hexadecimal with a line feed after it. Anybody can work it out again from the table above, for example with sha256sum on a text file of these hashes, one on each line.
report-record-damages = Damaged records and files, the first five of each exhibit
report-record-gaps = Record numbers that event logs skip
report-record-zones-assumed = { $n ->
    [one] One exhibit states no zone; its times were
   *[other] { $n } exhibits state no zone; their times were
 } read as { $zone } by assumption: { $exhibits }.
report-record-custody = Custody log
report-record-no-custody = No custody log was kept: the case was not in a case file.
report-record-custody-hidden = { $n ->
    [one] One entry between these two tables is not shown; it is in the case file.
   *[other] { $n } entries between these two tables are not shown; they are in the case file.
}

# Signatures
report-record-signed = By signing, the parties confirm that they have received this report on the evidence with the fingerprint { $fingerprint }. If an evidence annex was handed over with it, its SHA-256 is entered here by hand: ________________________________
report-record-accepts = The client also confirms, by ticking each line:
report-record-accepts-outstanding = We know which actions are outstanding, and who sees to them by when.
report-record-accepts-decisions = The actions that we refused or left out are listed correctly; we know the risk that remains.
report-record-accepts-data = We have received the facts for the decision whether to notify the authority; the decision is ours.
report-record-for-client = For the client
report-record-for-consultant = For the consultant
report-record-witness = Witness (optional)
report-record-sign-company = Company
report-record-sign-name = Name
report-record-sign-position = Position
report-record-sign-place-date = Place and date
report-record-sign-signature = Signature

# Annexes
report-record-tables = These tables show the first rows. Whole tables can be exported from the case as CSV, JSON lines or Parquet.
report-record-relayed = Relayed messages, the first in time
report-record-by-address = Refused sign-ins by address
report-record-held = Messages in queues and files, those to most recipients first
report-record-queue-peaks = Deepest reading of each queue
report-record-place = exhibit { $n }, { $place }
report-record-headers = What the headers of a few messages say, as far as the evidence holds it. The texts of the messages are not reproduced; recipients are counted.
report-record-sample = Message { $n }: { $exhibit }, { $place }
report-record-header-from = Sender shown (From)
report-record-speakers = C: is the program, S: the other side, -- a remark of the program. No message and no password is ever sent.
report-record-dialogue = Begun { $at }, { $who }
report-record-more-lines = { $n ->
    [one] One more line is kept in the case.
   *[other] { $n } more lines are kept in the case.
}
report-record-checklist = All steps that this site ({ $platform }) and this incident call for. A box is ticked by hand where client and consultant agree with the state that stands behind the step.
report-record-check-line = { $step } – { $title } ({ $priority })
report-record-records = Every reference in brackets leads to a line of this table. The evidence annex holds the raw text of these records.
report-record-row-gone = This record is not among the rows of the case as it stands now; its place is given.

# Words used
report-record-term-account = Account
report-record-term-account-is = Name and password by which a person, a device or a program is known to the servers.
report-record-term-auth = AUTH (authentication over SMTP)
report-record-term-auth-is = Command by which a mail program states name and password before it sends. Whoever knows both may usually send to anybody.
report-record-term-backscatter = Backscatter
report-record-term-backscatter-is = Delivery reports that come to people whose address a stranger has forged as sender.
report-record-term-blocklist = Blocklist (DNSBL)
report-record-term-blocklist-is = Public list of addresses that send spam. Many servers refuse mail from those listed.
report-record-term-brute-force = Password guessing
report-record-term-brute-force-is = Trying many passwords, one after the other, until one fits.
report-record-term-connector = Receive connector
report-record-term-connector-is = Setting of the mail server that says on which address and port it takes mail, from whom, and with or without a password.
report-record-term-custody = Chain of custody
report-record-term-custody-is = The unbroken account of who did what with the evidence, and when.
report-record-term-dkim = DKIM
report-record-term-dkim-is = Signature by which a mail domain shows that a message comes from it and was not altered.
report-record-term-envelope = Envelope sender
report-record-term-envelope-is = Sender named between the servers. It can be written at will and need not be the one that the reader sees.
report-record-term-exhibit = Exhibit
report-record-term-exhibit-is = A file that was taken as evidence, under its number in this report.
report-record-term-helo = HELO
report-record-term-helo-is = Name by which a program introduces itself to a mail server. It can be invented.
report-record-term-indicator = Indicator
report-record-term-indicator-is = A trace, such as an address, by which the same attack can be recognised elsewhere.
report-record-term-mx = MX record
report-record-term-mx-is = Entry of the DNS that says which server takes the mail of a domain.
report-record-term-ndr = Delivery report (NDR)
report-record-term-ndr-is = Message by which a server tells the sender that it could not deliver.
report-record-term-open-relay = Open relay
report-record-term-open-relay-is = Mail server that takes mail from strangers to strangers without any password.
report-record-term-personal-data = Personal data
report-record-term-personal-data-is = All information about a person who is or can be identified: names, addresses, content of mail.
report-record-term-ptr = Reverse DNS (PTR)
report-record-term-ptr-is = Entry of the DNS that gives the name for an address.
report-record-term-queue = Queue
report-record-term-queue-is = Messages that wait in the server until they can be handed on.
report-record-term-relay = Relay
report-record-term-relay-is = To take mail from one stranger and hand it on to another.
report-record-term-reset = Password reset
report-record-term-reset-is = A new password given by an administrator; the owner’s own change is not one.
report-record-term-session = Session
report-record-term-session-is = One conversation between a program and a server, from its connection to its end. It outlives a change of password.
report-record-term-sha256 = SHA-256 hash
report-record-term-sha256-is = Number worked out from all bytes of a file. If one byte changes, it is another number.
report-record-term-smtp = SMTP
report-record-term-smtp-is = The language in which mail servers hand mail to each other.
report-record-term-spam = Spam
report-record-term-spam-is = Mail that nobody asked for, sent to very many.
report-record-term-spf = SPF
report-record-term-spf-is = Entry of the DNS that says which servers may send mail for a domain.
report-record-term-tls = TLS
report-record-term-tls-is = Encryption of a connection. Without it, passwords cross the network in clear text.
report-record-term-tracking = Message tracking log
report-record-term-tracking-is = The server’s own list of every message: when it came, from whom, to whom, and what became of it.
