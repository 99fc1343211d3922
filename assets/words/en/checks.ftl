# The place Checks: consent, what can be asked, what came back.

scope-blocklists = ask blocklists
scope-dns = ask the DNS
scope-smtp = connect to the SMTP ports
scope-relay = relay tests up to RCPT
scope-hidden-auth = AUTH LOGIN, cancelled at once

consent-lacks-client = The client’s name is missing.
consent-lacks-name = Who authorised it is missing.
consent-lacks-targets = No host, address or domain is named.
consent-lacks-scopes = Nothing is allowed yet.

refusal-no-consent = Nothing was contacted: no consent is recorded.
refusal-over = Nothing was contacted: the consent does not hold at this time.
refusal-not-in-scope = Nothing was contacted: the consent does not cover this ({ $scope }).
refusal-not-named = Nothing was contacted: the consent does not name { $target }.

check-blocklists = Blocklists
check-dns = DNS
check-smtp = SMTP
check-relay = Relay tests

severity-good = good
severity-note = note
severity-unclear = unclear
severity-medium = medium
severity-high = high
severity-critical = critical

vantage-outside = from the Internet
vantage-inside-unlisted = from a machine inside that may not relay
vantage-inside-listed = from a machine inside that may relay

chk-tab-consent = Consent and targets
chk-tab-flow = Mail flow
chk-tab-retests = Re-tests
chk-tab-answers = Answers

chk-checking = checking…
chk-state-off = network off
chk-state-over = consent over
chk-state-unasked = nothing asked yet
chk-state-until = until { $date }
chk-state-flow = { $n } of { $all }
chk-state-no-plan = none planned
chk-state-due = { $n ->
    [0] none due
    [one] one due
   *[other] { $n } due
}
chk-state-retests = { $n ->
    [one] a re-test is due
   *[other] { $n } re-tests are due
}
chk-state-answers = { $n ->
    [one] one answer · { $severity } ({ $worst })
   *[other] { $n } answers · { $severity } ({ $worst })
}

chk-off = The network is off.
chk-off-until = Nothing was contacted, and nothing will be before a consent is recorded here.
chk-off-lists = Once it is on: whoever runs a blocklist or a DNS server learns which address or domain is looked into.
chk-off-server = The client’s server sees our address, and its log shows our connections.
chk-off-never = No message and no password is ever sent.
chk-on = The consent is recorded; what it names may be contacted.
chk-over = The consent is over: the network is off.
chk-gate-off = The network is off: no consent is recorded.
chk-gate-over = The network is off: the consent is over.
chk-to-consent = Go to the consent

chk-consent = Consent
chk-consent-again = Record another one in its place
chk-client = Client
chk-authorised-by = Authorised by
chk-given = Recorded
chk-until = Holds until
chk-targets = Targets
chk-targets-why = Hosts, mail domains and single addresses of the client; nothing else is contacted.
chk-scopes = What may be done
chk-scope-blocklists-why = Their operators learn which address or domain is looked into.
chk-scope-dns-why = The resolver and the DNS servers of the domain see the questions.
chk-scope-smtp-why = Greeting, EHLO, STARTTLS, QUIT. The server’s log shows the connections.
chk-scope-relay-why = Sender and recipient are named, then taken back; DATA is never sent. The log shows refused recipients.
chk-scope-hidden-auth-why = Shows whether a server accepts AUTH that it does not announce. Leaves an error in its log; no name and no password is sent.
chk-add-target = Add a host, a domain or an address
chk-strike = Strike out { $target }
chk-proposed = Proposed by the case; a click accepts one:
chk-accept = Accept { $target } ({ $why })
chk-from-domain = own domain
chk-from-host = public host name
chk-from-public = outbound address
chk-from-server = own server
chk-record = Record the consent
chk-withdraw = Withdraw the consent

chk-brief = What only you know
chk-brief-why = Fills the checks and the commands of the steps. A field is kept when you leave it.
chk-brief-host = Public host name of the server
chk-brief-public = Addresses that mail leaves from
chk-brief-public-why = As the Internet sees them, after NAT; not 10.x or 192.168.x.
chk-brief-resolver = Resolver to ask
chk-brief-resolver-why = IP or IP:PORT; empty for the system’s own. The large blocklists refuse public resolvers.
chk-brief-resolver-public = A public resolver: the large blocklists refuse it, and its answers cannot be relied on. Take the client’s own.
chk-brief-from = First test domain of yours
chk-brief-to = Second test domain of yours
chk-brief-test-why = For relay tests; example.com and example.net where you have none.
chk-brief-mailbox = Test mailbox of the client
chk-brief-mailbox-why = The control of the relay tests: it must accept, or the refusals prove nothing.
chk-brief-selectors = DKIM selectors
chk-brief-selectors-why = As s= in the DKIM-Signature header of a message of the client.
chk-brief-mx = Outside mail server to test with
chk-brief-hybrid = A part of the mailboxes is in Exchange Online

chk-bad-resolver = “{ $typed }” is neither an address nor address:port.
chk-bad-address = “{ $typed }” is no IP address.
chk-bad-range = “{ $typed }” is a range; name single addresses.
chk-bad-target = “{ $typed }” is neither a host name, nor a domain, nor an address.
chk-bad-host = “{ $typed }” is neither a host name nor an address.
chk-bad-domain = “{ $typed }” is no domain.
chk-bad-mailbox = “{ $typed }” is no mailbox.
chk-bad-selector = “{ $typed }” is no DKIM selector.
chk-bad-day = “{ $typed }” is no number of days up to 365.
chk-bad-time = Write the time as 2026-11-30 10:05.

chk-lists-ask = Ask the blocklists
chk-lists-why = Each list is first tested: only one that works may say “listed” or “not listed”.
chk-lists-targets = About
chk-lists-missing = Tick at least one target and one set.
chk-no-target = No target is known yet: name the host and its addresses under Consent and targets.
chk-not-yet = not yet: no consent is recorded
chk-no-more = not any more: the consent is over
chk-not-in-scope = not allowed: the consent does not cover blocklists
chk-not-named = not allowed: the consent does not name it
chk-sets = Lists
chk-set-1 = Set 1, always: the lists that most servers ask
chk-set-2 = Set 2, on demand: further lists, some for information only
chk-set-3 = Set 3: lists that need an account
chk-resolver = Resolver: { $resolver }.
chk-resolver-system = Resolver: this machine’s own; name the client’s under Consent and targets.
chk-ask-now = Ask now
chk-listed = listed
chk-not-listed = not listed
chk-refused = refused
chk-unreliable = unreliable

chk-delist = Ask for removal
chk-delist-too-early = Too early: containment is not proven ({ $steps }). A request made now is refused, or the next listing lasts longer.
chk-go-to-step = Go to { $step }
chk-delist-language = Language of the request
chk-delist-request = { $list } · { $target }
chk-copy-request = Copy the request
chk-delist-missing = Still to be filled in: { $what }. A step that is done with its proof fills in its date.
chk-dead-checked = As of { $date }.
chk-dead = Lists that are dead
chk-dead-why = Refusals and old tools still name them. They are never asked: an empty list calls everybody clean, a wildcard calls everybody listed.

chk-smtp-probe = What the server offers
chk-smtp-why = Greeting, EHLO before and after STARTTLS, certificate, AUTH offered. No message, no password.
chk-host = Host
chk-addresses = Addresses
chk-addresses-why = Without an address the host’s own are looked up. An address must be named in the consent too.
chk-helo = Our name (HELO)
chk-server-helo = Name the server gives (HELO)
chk-ports = Ports
chk-port = Port
chk-hidden-auth = Try AUTH LOGIN and cancel it at once
chk-probe = Probe
chk-smtp-missing = Name the host and tick at least one port.
chk-relay = Relay tests
chk-relay-why = Would the server take mail from outside to outside? Names sender and recipient, then takes them back: never sends DATA, never a password.
chk-relay-ask = Run the relay tests
chk-relay-missing = Name the host, the client’s domain and two test domains.
chk-local-domain = Mail domain of the client
chk-vantage = From where
chk-no-control = Without a test mailbox the control is missing: a server that refuses everything looks the same.

chk-dns-ask = Ask the DNS
chk-dns-why = MX, SPF, DKIM, DMARC, reverse DNS and HELO of the mail domain.
chk-domain = Mail domain
chk-dns-missing = Name the mail domain.

chk-elsewhere = Elsewhere, by hand
chk-elsewhere-fill-in = Fill in the fields above: the commands follow from them.
chk-elsewhere-run = Run this on another machine and bring the output back:
chk-elsewhere-none = There is nothing to run by hand for this.
chk-copy-commands = Copy the commands
chk-paste = Output of the commands
chk-ran-by = Who ran it, and where
chk-ran-at = When
chk-ran-at-why = On the site’s clocks; empty for now.
chk-judge = Judge and keep
chk-unread = Nothing in this text can be read as an answer; nothing was kept.

chk-came-back = What came back
chk-nothing-came = Nothing yet.
chk-no-result = No result.
chk-no-transcript = No dialogue was recorded.
chk-col-state = State
chk-col-list = List
chk-col-about = About
chk-col-says = What it says, and the answer as it came
chk-col-before = Before
chk-col-when = When, rule
chk-not-asked-before = not asked
chk-by = by { $who }
chk-by-hand = by hand
chk-by-hand-by = run by hand by { $who }
chk-through = through { $who }
chk-transcript = Dialogue with { $target }
chk-transcript-head = Dialogue
chk-compare = Before and after: { $target }
chk-copy-transcript = Copy the dialogue
chk-before = Before
chk-after = After

chk-running = { $check } · { $target }: { $n ->
    [0] no result yet
    [one] one result so far
   *[other] { $n } results so far
}
chk-waiting = { $n ->
    [one] one more waits
   *[other] { $n } more wait
}
chk-stop = Stop

chk-flow-why = Real messages, sent by people: note what became of each. Go back if inbound, outbound or internal mail fails and is not repaired in time.
chk-flow-totals = { $passed } passed, { $failed } failed, { $na } not applicable, { $open } open
chk-flow-keys = Arrows move, P passed, F failed, N not applicable, O open, Enter to the fields.
chk-matrix = Mail-flow tests
chk-flow-server = Add a server
chk-flow-device = Add a scanner or an application
chk-flow-from = From:
chk-flow-to = To:
chk-flow-method = With:
chk-flow-pass = Passed if:
chk-flow-message-id = Message-ID
chk-flow-sent = Sent
chk-flow-received = Received
chk-flow-by = Done by
chk-flow-remark = Remark
chk-flow-why-na = Say in the remark why it does not apply.

chk-keys = In the mail-flow tests
chk-keys-move = To the cell beside
chk-keys-into = To the fields of the cell
chk-keys-back = Back to the tests
chk-keys-passed = Passed
chk-keys-failed = Failed
chk-keys-na = Does not apply
chk-keys-open = Open again

chk-plan = Plan of re-tests
chk-plan-why = A clean-up holds once it was checked again: now, on the next day, after a week.
chk-plan-days = Days after today
chk-plan-now = Plan from now on
chk-plan-anew = Plan anew from now on
chk-plan-off = Drop the plan
chk-plan-day = Day { $day }: { $at }
chk-plan-done = Noted as done: { $at }
chk-again = The same questions again
chk-again-why = Everything that was asked so far, as the facts stand now:
chk-again-nothing = Nothing was asked yet.
chk-again-now = Check again

chk-answers-none = No answer yet. What a check brings, or what you bring from another machine, is kept here.
chk-prove = Use as proof of…
chk-proves = Proof of { $steps }.

chk-providers = Mailbox providers without a public list
chk-providers-why = Their refusals stand in the send log; each has a form of its own. Ask once the cause is mended, once each, and never pay.
chk-provider-ask = { $where } · { $usual }
chk-provider-ask-unsure = { $where } · { $usual } (not confirmed)
chk-provider-sign = In the log: { $sign }
