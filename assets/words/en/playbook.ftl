# English: playbook

# Words in angle brackets within commands: what the case does not know.
fill-slot-account = abused account
fill-slot-login = logon name of the abused account
fill-slot-upn = mail address of the abused account
fill-slot-sender = sender of the spam
fill-slot-server = mail server
fill-slot-server-address = inside address of the mail server
fill-slot-servers = inside addresses of the other mail servers
fill-slot-domain = mail domain
fill-slot-netbios = Windows domain
fill-slot-address = attacking address
fill-slot-addresses = attacking addresses
fill-slot-start = first abuse
fill-slot-end = last abuse
fill-slot-start-day = day of the first abuse
fill-slot-end-day = day of the last abuse
fill-slot-mx = an outside mail exchanger
fill-slot-public = public address of the mail server
fill-slot-internal = internal networks
fill-slot-host = public host name of the mail server
fill-word-dn = DN
fill-word-ntp-server = NTP server
fill-word-organization = Organization
fill-word-app = app
fill-word-connector = connector
fill-word-date = date
fill-word-group = group
fill-word-machine = machine
fill-word-new-address = new address
fill-word-queue = queue
fill-word-resolver = resolver
fill-word-selector = selector
fill-word-service = service
fill-word-service-mailbox = service mailbox
fill-word-test-mailbox = test mailbox
fill-word-thumbprint = thumbprint
fill-more = { $n ->
    [one] The same for one more value of the case.
   *[other] The same for { $n } more values of the case.
}
fill-own-sender = This sender is in your own domain: the line finds this person’s real mail as well.


platform-ex2000 = Exchange 2000
platform-ex2003 = Exchange 2003
platform-ex2007_2010 = Exchange 2007 and 2010
platform-ex2013plus = Exchange 2013 and later
platform-exo = Exchange Online
platform-winsmtp = SMTP service of Windows
platform-ad = Directory
platform-net = Network
platform-org = Organisation
platform-all = Everywhere
platform-basis-chosen = chosen by you
platform-basis-evidence = from the evidence
platform-basis-assumed = assumed; choose it if it is another

topic-guest-used = The built-in Guest account was used: disable it first.
topic-built-in-administrator = The abused account is the built-in Administrator: take it out of services first, and renew all passwords.
topic-service-account = The abused account also starts services or tasks: find them first, they stop with it.
topic-several-accounts = More than one account is abused: renew all passwords.
topic-account-deleted = The abused account was deleted. Disabling it would have kept its mailbox, its SID and the proof.
topic-no-mailbox = These logs show no delivery to a mailbox of the abused account: few users will notice, ask who owns it.
topic-from-inside = The account was used from inside: an internal machine is part of the matter.
topic-open-relay = Mail was relayed without any sign-in: the connectors are the hole, not a password.
topic-backscatter = The queued messages are delivery reports: purge without new reports, refuse unknown recipients; no account is abused.
topic-logs-cleared = An event log was cleared: say it in the report, and look for what it was to hide.
topic-only-guessing = Passwords are being guessed, and none was found yet.
topic-several-servers = There is more than one mail server: the list of relays comes before AUTH is switched off.
topic-others-sign-in = Others sign in over SMTP too: they need another way before AUTH is switched off.
topic-cloud-mailboxes = A part of the mailboxes is in Exchange Online.
topic-listed = A live blocklist lists the site.

rule-needs = { $step } should come first.
rule-servers-cut-off = { $step } first: without the list of relays, the servers of the site cannot send to one another.
rule-evidence-purged = { $step } first: the purge destroys the evidence.
rule-lockout-by-strangers = { $step } first: while AUTH is open to the Internet, strangers can lock out every account.
rule-delisting-uncontained = { $step } has no proof: a request before proven containment is refused, or the next listing lasts longer.
rule-delisting-untested = { $step } has no proof: lists test again before they remove an address.
rule-account-deleted = The account was deleted. Say so in the report: its mailbox and its SID are lost as proof.
rule-not-to-skip = { $step } may not be left out.
rule-must-open = { $n ->
    [one] One step that must be done is still open: { $steps }.
   *[other] { $n } steps that must be done are still open: { $steps }.
}

duty-notify = { $hours ->
    [one] One hour left to notify the authority and to file a complaint, until { $at }.
   *[other] { $hours } hours left to notify the authority and to file a complaint, until { $at }.
}
duty-notify-late = { $hours ->
    [0] The 72 hours to notify the authority and to file a complaint have just ended, on { $at }.
    [one] The 72 hours to notify the authority and to file a complaint ended one hour ago, on { $at }.
   *[other] The 72 hours to notify the authority and to file a complaint ended { $hours } hours ago, on { $at }.
}
duty-retest = { $day ->
    [0] First round of re-tests, due since { $at }.
   *[other] Re-tests of day { $day }, due on { $at }.
}

machine-signed-in-from = The abused account signed in from here.
machine-account-logged-on = The abused account logged on here.
machine-relayed = This inside address brought mail from strangers to strangers.
machine-own-server = One of your mail servers.
machine-log-cleared = An event log was cleared here.

round-before = Before the change
round-window = In the window
round-next-day = Next working day

flow-kind-in = Inbound
flow-kind-out = Outbound
flow-kind-int = Between servers
flow-kind-other = Other

flow-providers = two outside providers, A and B
flow-mailbox-on = mailbox on { $server }
flow-in-method = real message
flow-in-pass = Arrives within 10 minutes, by the way that was planned; the sender is shown as external.
flow-out-method = real message
flow-out-pass = Arrives, not in junk; result of SPF, DKIM and DMARC noted.
flow-int-method = Outlook or OWA
flow-int-pass = Arrives within 2 minutes; the display name is resolved; no queue in retry.
flow-dl-from = internal sender
flow-dl-to = distribution list restricted to authenticated senders
flow-dl-method = Outlook
flow-dl-pass = Delivered; fails where internal mail became anonymous.
flow-ndr-from = outside, then inside
flow-ndr-to = unknown recipient of the domain, then unknown outside recipient
flow-ndr-method = real message
flow-ndr-pass = One clear report each, no loop.
flow-big-from = outside, then inside
flow-big-to = mailbox, then outside
flow-big-method = real message of 10 MB, both directions
flow-big-pass = Delivered, or refused as expected.
flow-pop-from = remote user of POP or IMAP
flow-pop-to = outside, through port 587
flow-pop-method = mail program
flow-pop-pass = Accepted over TLS only, or refused as planned.
flow-mob-from = mobile phone and OWA
flow-mob-to = inside and outside
flow-mob-method = phone, browser
flow-mob-pass = Unchanged.
flow-pf-from = mailbox on one server
flow-pf-to = public folder by mail; meeting request to another server
flow-pf-method = Outlook
flow-pf-pass = Processed.
flow-dev-from = { $device }
flow-dev-to = mailbox
flow-dev-method = real scan or alert
flow-dev-pass = Arrives.
flow-hyb-from = on-premises and cloud
flow-hyb-to = the other side, both ways
flow-hyb-method = real message
flow-hyb-pass = The header X-MS-Exchange-Organization-AuthAs says Internal.
flow-que-from = all servers
flow-que-to = their queues
flow-que-method = look at the queues after one hour
flow-que-pass = No retry longer than 15 minutes; no 7004 or 7010 (2000, 2003); LastError empty.
