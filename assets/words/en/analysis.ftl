# Words of the area: analysis

# Verdicts
verdict-authenticated-relay = { $account } relays spam through SMTP AUTH from { $addresses ->
    [0] addresses that these files do not name
    [one] one address
   *[other] { $addresses } addresses
 }
verdict-authenticated-relay-several = { $accounts } relay spam through SMTP AUTH ({ $n } accounts) from { $addresses ->
    [0] addresses that these files do not name
    [one] one address
   *[other] { $addresses } addresses
 }
verdict-authenticated-relay-unnamed = Somebody relays spam through SMTP AUTH from { $addresses ->
    [0] addresses that these files do not name
    [one] one address
   *[other] { $addresses } addresses
 }; these files do not name the account
verdict-open-relay = The server relays for anybody: { $messages ->
    [one] one message
   *[other] { $messages } messages
 } from { $addresses ->
    [one] one outside address
   *[other] { $addresses } outside addresses
 }
verdict-internal-relay = { $n ->
    [one] { $hosts }, inside, relays spam without signing in
   *[other] { $n } hosts inside relay spam without signing in ({ $hosts })
 }
verdict-allowed-relay = { $n ->
    [one] { $hosts }, let in by its address, relays spam without signing in
   *[other] { $n } hosts let in by address relay spam without signing in ({ $hosts })
 }
verdict-mailbox-takeover = Somebody else sends spam from the mailbox { $mailbox }{ $others ->
    [0] {""}
    [one] {" "}and one other
   *[other] {" "}and { $others } others
 }
verdict-reverse-ndr = The server is made to send its delivery reports to victims
verdict-backscatter = Others forge your addresses, and the bounces come back to you
verdict-no-relay-seen = No relaying is seen
verdict-undetermined = These files cannot tell whether spam is relayed
kind-authenticated-relay = authenticated relay
kind-open-relay = open relay
kind-internal-relay = relay from inside
kind-mailbox-takeover = mailbox takeover
kind-reverse-ndr = reverse NDR attack
kind-backscatter = backscatter
kind-no-relay-seen = no relay seen
kind-undetermined = undetermined
subline-stopped = Since { $first }{ $failures ->
    [0] {""}
    [one] , after one wrong password
   *[other] , after { $failures } wrong passwords
 } · stopped { $last }
subline-stopped-forged = Since { $first }{ $failures ->
    [0] {""}
    [one] , after one wrong password
   *[other] , after { $failures } wrong passwords
 } · stopped { $last } · forged senders: { $senders } not involved
subline-last = Since { $first }{ $failures ->
    [0] {""}
    [one] , after one wrong password
   *[other] , after { $failures } wrong passwords
 } · last seen { $last }; may still be going on
subline-last-forged = Since { $first }{ $failures ->
    [0] {""}
    [one] , after one wrong password
   *[other] , after { $failures } wrong passwords
 } · last seen { $last }; may still be going on · forged senders: { $senders } not involved
subline-open-relay = Since { $first } · last seen { $last }
confidence-pill = { $confidence }{ $kinds ->
    [0] {""}
    [one] {" · one kind of source"}
   *[other] {" · "}{ $kinds } sources agree
 }
confidence-established = established
confidence-likely = likely
confidence-possible = possible

# Reasons for
reason-signed-in = { $account } signed in over SMTP { $n ->
    [one] once
   *[other] { $n } times
 } from { $addresses }, from { $first } to { $last }
reason-signed-in-by-message = { $account } was signed in over SMTP for { $n } messages from { $addresses }, from { $first } to { $last }
reason-mail-tracked = In these sessions { $messages } messages to { $recipients } recipients were accepted, { $forged } of them from strangers to strangers, with { $senders } different senders (log of messages, joined by session)
reason-mail-logged = In these sessions { $messages } messages to { $recipients } recipients were queued, { $forged } of them from strangers to strangers (log of sessions alone; no log of messages was at hand)
reason-mail-by-client = From these clients { $messages } messages to { $recipients } recipients were accepted while the sessions were open, { $forged } of them from strangers to strangers, with { $senders } different senders
reason-mail-by-logon = { $messages } messages to { $recipients } recipients were accepted right after logons of this account by the mail service, { $forged } of them from strangers to strangers, with { $senders } different senders
reason-mail-unnamed = { $messages } messages to { $recipients } recipients were accepted from clients that had signed in, { $forged } of them from strangers to strangers, with { $senders } different senders
reason-guessed = { $n } wrong passwords for { $account } came before, from { $first } to { $last }
reason-security = The Security log shows { $n ->
    [one] one logon
   *[other] { $n } logons
 } of { $account } by the mail service at the same times
reason-queue-dump = { $n ->
    [one] One message of this abuse was waiting when the queues were dumped
   *[other] { $n } messages of this abuse were waiting when the queues were dumped
 }
reason-queue-peak = The queues held up to { $peak } messages, at { $at } ({ $basis })
reason-any-recipient = { $n ->
    [one] One outside session was
   *[other] { $n } outside sessions were
 } allowed any recipient before signing in, on { $connectors }
reason-anonymous-mail = { $n } messages to { $recipients } recipients came from strangers outside, to strangers, without a password
reason-internal-mail = { $host } brought { $n } messages to { $recipients } recipients from strangers to strangers, under { $senders } sender domains, without signing in
reason-mailbox-mail = { $n } messages to { $recipients } recipients left the mailbox { $mailbox } for outside, handed over by the store and not over SMTP
reason-mailbox-guessed = Its account was opened at { $at } from { $address }, after { $n } refused attempts
reason-mailbox-new-place = Its account was used at { $at } from { $address }, where none of its { $before } earlier sign-ins came from
reason-mailbox-rule = { $n ->
    [one] A rule or forwarding was set up for it at { $at }
   *[other] { $n } rules or forwardings were set up for it, the first at { $at }
 }
reason-mailbox-failed = { $n } of its recipients failed ({ $percent } %), as with a bought list of addresses
reason-reports-refused = { $n } delivery reports left for strangers, about messages that came from outside for people you do not have
reason-unknown-recipients = { $n ->
    [one] One message
   *[other] { $n } messages
 } from outside could not be delivered to any mailbox here
reason-stray-bounces = { $n } delivery reports came in from outside, about mail that these files do not show leaving
reason-explains-reports = It also explains { $n ->
    [one] one delivery report that your server sent to a forged sender
   *[other] { $n } delivery reports that your server sent to forged senders
 }
reason-explains-bounces = It also explains { $n ->
    [one] one bounce that came in for a person whose address was forged
   *[other] { $n } bounces that came in for people whose addresses were forged
 }
reason-covered-both = The log of SMTP sessions and the log of messages cover the time, and neither shows relaying
reason-covered-receive = The log of SMTP sessions covers the time and shows no relaying; no log of messages was at hand
reason-covered-tracking = The log of messages covers the time and shows no relaying; no log of SMTP sessions was at hand
reason-covered-tracking-blind = The log of messages covers the time and shows no relaying; the front end’s log does not show what clients that signed in have sent
reason-not-covered = Neither a log of SMTP sessions nor a log of messages covers the time
reason-front-end-alone = The front end’s log shows who signed in, but not what they sent; the hub’s log and the log of messages are missing
reason-other-opened = { $account } was opened at { $at } after { $n } refused attempts, and then sent { $messages ->
    [one] one message
   *[other] { $messages } messages
 } outside in its own name: ask its owner whether that was theirs
reason-other-reports = { $n } delivery reports left for addresses outside: forged mail may be bounced to victims
reason-other-mailbox = { $n } messages left out of mailboxes (Outlook, OWA, phones), not over SMTP AUTH: a mailbox may have been taken over
reason-other-inside = { $n } messages from strangers to strangers came from allowed clients without a named account: an infected host, an application, or an account that these files do not name may be abused

# Reasons against
against-honest-use = { $account } was also used from { $addresses } in its ordinary way ({ $messages } messages); that is not part of the abuse
against-forged-locals = The addresses { $senders } stand as senders ({ $n } in all); whoever signs in may write any sender, so these people are not involved
against-by-logon = No protocol log names the account: it is joined by time alone, so another account could have signed in at the same moment
against-by-client = The hub’s SMTP log is missing: mail is joined to sessions by client and time
against-by-event = Event 1708 names account and client, but no log of this server numbers its sessions: mail is joined to them by client and time
against-unnamed = No log names the account
against-stray = { $n } more messages from signed-in clients could not be given to an account
against-owner = If the owner of { $account } knows these addresses and this mail, the verdict falls
against-no-domains = No domain of yours is known, so “foreign” is a guess; name your domains to settle it
against-domains-concluded = Your domains were concluded from the logs ({ $domains }); a missing one would make ordinary mail look foreign
against-ignored-domain = The accepted domain { $domains } would make every address local and was left out
against-scoped-relay = An application or provider that the connector allows by its address would look the same; compare the connector’s remote ranges
against-internal-relay = A list server, a ticket system or a gateway that sends other people’s mail on would look the same; ask who runs the host
against-inside = The account was used from inside: an application that may write as others would look the same
against-mailbox = Whoever may “send as” { $mailbox } could have written this; the owner’s word, or the log of mailbox access, settles it
against-reverse-ndr = A mistake that makes your own mailboxes unknown would make such reports too; look at who the recipients were
against-backscatter = Nobody signed in for this: no password needs a reset for it alone
against-clocks = The clock of { $n ->
    [one] one file is
   *[other] { $n } files is
 } off, by up to { $seconds } seconds; it was put right by rows that two files tell of
against-undetermined = A log of SMTP sessions or of messages of that time would settle it
against-undetermined-covered = Whoever runs these hosts and mailboxes can say whether this mail was meant to leave
against-vouched = Mail from strangers to strangers came by an account or client that you marked as in order, and is left out
against-silence = What is logged nowhere cannot be seen: by default nothing is logged on port 587

# Suspects
suspect-abused = { $messages } messages to { $recipients } recipients left through { $account } in the abuse
suspect-opened = Opened at { $at } from { $address } after { $n } refused attempts
suspect-right-password = { $n ->
    [one] One attempt had the right password and was
   *[other] { $n } attempts had the right password and were
 } refused for another reason
suspect-established = Two kinds of source agree on it, or a log names it in the very sessions
suspect-findings = { $n ->
    [one] One more thing was seen of it ({ $findings })
   *[other] { $n } more things were seen of it ({ $findings })
 }
suspect-known-good = You marked this account as known and in order
suspect-attacked = { $n } refused attempts; its accepted sign-ins look like its own
suspect-no-abuse = No abuse was seen: { $messages ->
    [0] no mail left through it over SMTP
   *[other] its { $messages } messages look ordinary
 }

# Noise
noise-health-mailbox = Exchange’s own health mailboxes
noise-computer-account = computer accounts
noise-system-account = accounts of Windows itself
noise-service-logon = services and scheduled tasks
noise-server-to-server = Exchange servers among themselves
noise-kerberos-preauth = first step of a Kerberos sign-in

# Queue depth and basis
depth-none = no reading
depth-rebuilt = rebuilt from the log of messages
depth-snapshot = queue dump
depth-queue-log = queue log
basis-user = stated by you
basis-configuration = from the configuration
basis-evidence = concluded from the logs
basis-default = by default
