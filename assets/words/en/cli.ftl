# Words of the command line.

cli-how-sure = How sure: { $confidence }
cli-counts =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } to { $recipients ->
        [one] { $recipients } recipient
       *[other] { $recipients } recipients
    } in { $sessions ->
        [one] { $sessions } SMTP session
       *[other] { $sessions } SMTP sessions
    }
cli-why = Why
cli-against = What speaks against it, or would contradict it
cli-suspects = Accounts, the most suspect first
cli-suspect =
    { $rank }. { $account } (weight { $weight }): { $failures } refused, { $successes } accepted{ $addresses ->
        [0] { "" }
       *[other] , from { $list }
    }
cli-findings = What was seen
cli-more = … and { $n } more
cli-as-above = As above: { $what }
cli-facts = Facts and references
cli-places-more = and { $n } more
cli-place-file = { $file }
cli-place-record = { $file } record { $n }
cli-place-line = { $file } line { $n }
cli-place-item = { $file } item { $n }
cli-queue = Highest queue depth: { $peak } messages on { $at } ({ $basis })
cli-noise = Set aside as harmless: { $n } authentications ({ $reasons })
cli-coverage = What these files cannot answer
cli-sources = What was read
cli-source-group =
    { $files ->
        [one] { $files } file
       *[other] { $files } files
    } of the kind { $format }: { $read } records, all read
cli-source = { $name }: { $format }; { $read } read, { $recovered } recovered, { $skipped } skipped, { $damaged } damaged, { $total } in all
cli-reading = Reading { $done } of { $total } MiB
cli-analysing = Comparing authentications with mail
cli-no-window = No window can be opened ({ $why }). The demo incident in words:
more-warnings =
    { $n ->
        [one] … and { $n } more warning
       *[other] … and { $n } more warnings
    }
story-account = The abused account is { $account }.
story-addresses = The abuser comes from { $list }.
story-success = First accepted { $first }, last { $last } (UTC).
story-queue = The queues peak at { $peak } messages on { $at } (UTC).
cli-no-file = No file was found.
cli-zone-assumed = { $files ->
    [one] One file states no zone; its times are read as { $zone } (--zone says otherwise)
   *[other] { $files } files state no zone; their times are read as { $zone } (--zone says otherwise)
}
cli-repeated = { $rows ->
    [one] One row stands in two files and counts once
   *[other] { $rows } rows stand in two files and count once
}

# The page: plain words, no event ids, no codes, a line each
page-seen = What is seen: { $what }
page-do-ask-owner = Ask the owner of { $account } whether this mail was theirs; if it was not, reset the password and end the open sessions.
page-against-vouched = What speaks against it: mail of strangers came by an account or client that you vouch for, and is left out.
page-how-sure = How sure: { $confidence }{ $kinds ->
    [0] {""}
    [one] {", by one kind of log"}
   *[other] {", by "}{ $kinds } kinds of log that agree
 }
page-sure-undetermined = How sure: not at all; what would settle it stands below
page-besides = Besides ({ $confidence }): { $what }
page-besides-more = Besides: { $n } more, in the facts below
page-cannot-tell = these files cannot tell
page-collect = ; to collect: { $what }
page-names = { $list }
page-names-more = { $names } and { $more } more
page-names-forged = { $name }; { $senders } { $n ->
    [one] merely stands as sender, and is not involved
   *[other] merely stand as senders, and are not involved
 }
page-nothing = nothing to tell
page-account-open-relay = none is needed: the server takes this mail without a password
page-account-internal-relay = none that is named: the server takes this mail from inside without a password
page-account-nobody = none: nobody signed in to send this mail
page-account-none = none stands out
page-since = { $first }; last seen { $last } (times: { $zone })
page-since-none = nothing is seen from { $first } to { $last } (times: { $zone })
page-how-many =
    { $messages ->
        [one] one message
       *[other] { $messages } messages
    }{ $recipients ->
        [0] {""}
        [one] {" to one recipient"}
       *[other] {" to "}{ $recipients } recipients
    }{ $sessions ->
        [0] {""}
        [one] {" in one session"}
       *[other] {" in "}{ $sessions } sessions
    }{ $peak ->
        [0] {""}
       *[other] {"; up to "}{ $peak } waited in the queues
    }
page-how-many-queued = up to { $peak } waited in the queues; how many left, these files cannot tell
page-how-many-none = none that was relayed
page-still-no = no: nothing more of it is seen after { $last }
page-still-perhaps = perhaps: last seen { $last }, and these files end too soon after
page-still-nothing = nothing is going on that these files would show
page-others-yes = yes: { $n } accounts in all
page-others-none = none that these files show
page-others-partly = none is seen, yet only a part of the sign-ins is logged
page-how-guessed = the password was probably guessed: { $n ->
    [one] one wrong one
   *[other] { $n } wrong ones
 } came before
page-how-authenticated-relay = somebody knew the password; these files do not show how
page-how-open-relay = the server takes mail from anybody for anybody
page-how-internal-relay = the server trusts the sending host by its address; the host or an application on it is abused
page-how-mailbox-takeover = somebody had the mailbox’s password, or a device that is signed in
page-how-reverse-ndr = the server takes mail for recipients that do not exist, and reports it to forged senders
page-how-backscatter = anybody can write your addresses as the sender; nobody needed to get in
page-mailbox-sign-ins = perhaps: the account also signed in to services that open it
page-mailbox-sent = somebody was in it; what was read is not logged
page-mailbox-nothing = nothing points to it, and these files would not show it
page-listed = { $n ->
    [one] one refusal names
   *[other] { $n } refusals name
 } { $lists }
page-listed-unnamed = { $n ->
    [one] one refusal speaks
   *[other] { $n } refusals speak
 } of a blocklist
page-against-no-domains = What speaks against it: your own mail domains are not known here, so “foreign” is a guess; name them to settle it.
page-against-by-logon = What speaks against it: the account is joined by time alone; another one could have signed in at the same moment.
page-against-unnamed = What speaks against it: no log names the account, so an allowed application could look the same.
page-against-authenticated-relay = What speaks against it: if the owner of { $account } knows these addresses and this mail, it falls.
page-against-open-relay = What speaks against it: an application or provider that is allowed by its address would look the same.
page-against-internal-relay = What speaks against it: a scanner, a newsletter or an application of your own would look the same.
page-against-mailbox-takeover = What speaks against it: a newsletter that the owner sent would look the same.
page-against-reverse-ndr = What speaks against it: much ordinary mail to mistyped addresses would look the same.
page-against-backscatter = What speaks against it: a mailing of your own to old addresses brings such reports too.
page-against-no-relay-seen = What speaks against it: what is logged nowhere cannot be seen.
page-against-undetermined = What speaks against it: nothing is claimed; silence of these files proves nothing.
page-first = What to do first
page-do-authenticated-relay-1 = Reset the password of { $n ->
    [1] { $accounts }
    [2] { $accounts }
   *[other] each of these { $n } accounts
 } and end the open sessions; the reset alone does not end them.
page-do-authenticated-relay-2 = Hold the outgoing mail (freeze the queues), and copy the logs and a sample of the messages before anything is deleted.
page-do-authenticated-relay-3 = Tomorrow, read the logs again: does anybody still sign in from outside?
page-do-unnamed-1 = Let the server log who signs in, to find the account; if none can be named, change all passwords.
page-do-unnamed-2 = Hold the outgoing mail (freeze the queues), and copy the logs and a sample of the messages before anything is deleted.
page-do-unnamed-3 = Until then, let nobody sign in to send mail from the Internet.
page-do-open-relay-1 = Close it: only hosts listed by address may relay, everybody else only after signing in.
page-do-open-relay-2 = Hold the outgoing mail (freeze the queues), and copy the logs and a sample of the messages before anything is deleted.
page-do-open-relay-3 = Test from outside that mail from a stranger to a stranger is refused.
page-do-internal-relay-1 = Take { $from ->
    [0] the sending host
   *[other] { $hosts }
 } off the network, and have it examined.
page-do-internal-relay-2 = Hold the outgoing mail (freeze the queues), and copy the logs and a sample of the messages before anything is deleted.
page-do-internal-relay-3 = Let only those hosts relay that need to.
page-do-mailbox-takeover-1 = Reset the password{ $n ->
    [0] {""}
   *[other] {" of "}{ $accounts }
 }, and end its sessions on all devices.
page-do-mailbox-takeover-2 = Look for rules that forward or delete mail, and for devices and applications that the owner does not know.
page-do-mailbox-takeover-3 = Warn those who got this mail.
page-do-reverse-ndr-1 = Let the server refuse mail for recipients that do not exist, at the door (recipient filtering).
page-do-reverse-ndr-2 = Hold the reports that wait in the queues, and delete them once a sample is copied.
page-do-reverse-ndr-3 = No password needs a reset for this.
page-do-backscatter-1 = No password needs a reset for this.
page-do-backscatter-2 = Publish which servers may send for your domains, so that forged mail is refused elsewhere.
page-do-backscatter-3 = Have reports about mail that you never sent filtered until it ends, in a few days as a rule.
page-do-no-relay-seen-1 = Nothing needs a reset by what these files show.
page-do-no-relay-seen-2 = If mail still leaves that nobody sent, export the queues and read them here.
page-do-no-relay-seen-3 = Keep these logs on; they are what made an answer possible.
page-do-undetermined-1 = Collect { $what }.
page-do-undetermined-2 = Collect { $what }.
page-do-undetermined-3 = If mail pours out now, hold the outgoing mail (freeze the queues): nothing is lost by it. Delete nothing yet.

# verify

verify-chain = The custody log holds: { $n ->
    [one] one entry
   *[other] { $n } entries
 }, each with the hash of the one before
verify-checksums = { $n ->
    [one] One checksum holds
   *[other] All { $n } checksums hold
 }
verify-source = { $name }: { $state }
verify-holds = The case and its evidence are as they were saved.
verify-holds-in-part = The case is as it was saved; not all of its evidence could be compared.
verify-mismatch = Not all is as it was saved; see above.

# check
check-run-elsewhere = Nothing is contacted from here. Run on another machine, and keep all of its output:
check-bring-back = Then: the same command with --by-hand FILE.
check-authorise = no answer; the client's permission is needed: --i-am-authorised-by NAME. Without a network: --offline
check-head = { $check }, { $target }, { $at }

cli-clean-up = What the evidence shows of the clean-up
cli-contradiction = CONTRADICTION: { $what }
