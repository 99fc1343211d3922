# What the evidence shows of the clean-up: signs, their limits, and what speaks against them.

aftermath-strength-whole = shown
aftermath-strength-partly = shown in part

aftermath-kind-password-reset = Password set anew
aftermath-kind-account-disabled = Account disabled
aftermath-kind-account-deleted = Account deleted
aftermath-kind-guest-disabled = Guest disabled
aftermath-kind-audit-raised = Auditing switched on
aftermath-kind-protocol-logging-raised = SMTP protocol logging switched on
aftermath-kind-event-level-raised = Event logging raised
aftermath-kind-event-level-lowered = Logging set back
aftermath-kind-first-witness-after = First event about a sign-in
aftermath-kind-queues-frozen = Queues frozen
aftermath-kind-send-connector-off = Send connector off
aftermath-kind-spam-purged = Spam purged
aftermath-kind-queues-normal = Queues back to normal
aftermath-kind-flow-resumed = Mail flow resumed
aftermath-kind-transport-restarted = Transport started again
aftermath-kind-sessions-ended = Sessions ended
aftermath-kind-only-refused-since = Attempts refused
aftermath-kind-no-mail-since = Account not used since
aftermath-kind-auth-off = Authentication off
aftermath-kind-relay-restricted = Relay restricted
aftermath-kind-connector-changed = Connector changed
aftermath-kind-lockout-policy-changed = Domain policy changed
aftermath-kind-sending-limited = Sending limited
aftermath-kind-used-after-reset = Used again after the reset
aftermath-kind-used-while-disabled = Used while disabled
aftermath-kind-session-still-sending = Old session still sending
aftermath-kind-enabled-again = Account enabled again
aftermath-kind-another-account = Another account abused
aftermath-kind-guest-enabled-again = Guest enabled again
aftermath-kind-auth-on-again = Authentication on again
aftermath-kind-relay-open-again = Relay open again
aftermath-kind-audit-off-again = Auditing off again
aftermath-kind-signed-in-after-auth-off = Authentication still works
aftermath-kind-relayed-after-restricted = Mail still relayed
aftermath-kind-queue-grew-again = Queues rising again

aftermath-from = from { $address }
aftermath-from-unstated = from an address that no log states

# What was done.

aftermath-password-reset = { $named ->
    [yes] { $actor } reset the password of { $account }
   *[no] The password of { $account } was reset
 } at { $at }
aftermath-password-changed = { $named ->
    [yes] { $actor } changed the password of { $account }
   *[no] The password of { $account } was changed
 } at { $at }
aftermath-account-disabled = { $named ->
    [yes] { $actor } disabled { $account }
   *[no] { $account } was disabled
 } at { $at }
aftermath-account-deleted = { $named ->
    [yes] { $actor } deleted { $account }
   *[no] { $account } was deleted
 } at { $at }
aftermath-guest-disabled = { $named ->
    [yes] { $actor } disabled the Guest account { $account }
   *[no] The Guest account { $account } was disabled
 } at { $at } (SID { $sid })
aftermath-audit-raised = { $named ->
    [yes] { $actor }
   *[no] Somebody
 } { $way ->
    [on] switched on auditing
   *[unstated] changed the audit policy
 } on { $server } at { $at }
aftermath-protocol-logging-raised = { $named ->
    [yes] { $actor } switched on
   *[no] Somebody switched on
 } SMTP protocol logging at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-event-level-raised = { $named ->
    [yes] { $actor } raised
   *[no] Somebody raised
 } the event logging of the transport at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-event-level-lowered = { $named ->
    [yes] { $actor } set
   *[no] Somebody set
 } a log back at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-queues-frozen = { $named ->
    [yes] { $actor } froze
   *[no] Somebody froze
 } queues at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-send-connector-off = { $named ->
    [yes] { $actor } switched off
   *[no] Somebody switched off
 } a send connector at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-flow-resumed = { $named ->
    [yes] { $actor } let
   *[no] Somebody let
 } mail flow again at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-spam-purged = { $named ->
    [yes] { $actor } removed
   *[no] Somebody removed
 } messages from the queues at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-auth-off = { $named ->
    [yes] { $actor } switched off
   *[no] Somebody switched off
 } authentication on a receive connector at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-relay-restricted = { $named ->
    [yes] { $actor } restricted
   *[no] Somebody restricted
 } who may relay at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-connector-changed = { $named ->
    [yes] { $actor } changed
   *[no] Somebody changed
 } a connector at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-sending-limited = { $named ->
    [yes] { $actor } limited
   *[no] Somebody limited
 } how much may be sent at { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commands)
 }: { $call }
aftermath-lockout-policy-changed = { $named ->
    [yes] { $actor } changed
   *[no] Somebody changed
 } the account policy of { $domain } at { $at }
aftermath-first-witness-after = The first event { $event } after the logs were raised at { $raised } is of { $at }, { $from }
aftermath-queues-normal = The queues, { $top } messages at worst, were down to { $depth } at { $at } and held { $now } at { $last }
aftermath-transport-restarted = The transport of { $server } loaded its queues again at { $at }, as it does when it starts
aftermath-sessions-ended = The last SMTP session of { $account } in the abuse ended at { $at }, { $from }
aftermath-only-refused-since = All { $n ->
    [one] attempts on { $account } since { $since } (one)
   *[other] { $n } attempts on { $account } since { $since }
 } were refused, the first at { $first }, the last at { $last }
aftermath-no-mail-since = No sign-in and no message of { $account } was accepted from { $since } to { $until }, of which the logs show { $hours ->
    [one] one hour
   *[other] { $hours } hours
 }
aftermath-no-abuse-since = None of the clients of the abuse used { $account } from { $since } to { $until }, of which the logs show { $hours ->
    [one] one hour
   *[other] { $hours } hours
 }
aftermath-no-relay-since = Nobody outside relayed from { $since }, when relaying was restricted, to { $until }, of which the logs show { $hours ->
    [one] one hour
   *[other] { $hours } hours
 }

# Why no further.

aftermath-but-no-abuse = The evidence shows no abuse that this could be the answer to
aftermath-but-by-abused = { $actor }, who did it, was abused as well
aftermath-but-own-change = A change by the owner, who knew the old password, is no reset: whoever has stolen the account can make one too
aftermath-but-used-again = The abuser got in again afterwards, first at { $first } { $from }
aftermath-but-open-session = A session opened before was in use until { $last }: this does not end sessions
aftermath-but-soon = The account was still used until { $last }; servers may take { $minutes } minutes to learn of a change
aftermath-but-enabled-again = { $named ->
    [yes] { $actor } enabled it again
   *[no] It was enabled again
 } at { $at }
aftermath-but-deleted = Disable an account, do not delete it: its SID and its history are evidence
aftermath-but-others = No such record for { $accounts }, abused as well
aftermath-but-guest-of-one = Domain and servers have a Guest account each; this is one of them
aftermath-but-groups = Permission groups say who may send, not to whom
aftermath-but-outside-list = The list holds { $addresses }, outside the site: ask whose they are
aftermath-but-messages-only = Only messages that waited then; new ones leave all the same
aftermath-but-with-reports = Without -WithNDR $false each removed message makes a report to a forged sender
aftermath-but-any-change = What it changes must be looked at
aftermath-but-ordered = The log tells what was ordered; a check from outside tells whether it holds
aftermath-but-way-unstated = The record does not say what was switched on or off
aftermath-but-which-policy = The record does not name the lockout policy
aftermath-but-no-level-before = No reading from before the abuse to compare with
aftermath-but-one-reading = Known for less than an hour
aftermath-but-outlived = It outlived the change of { $act }
aftermath-but-hour-not-covered = No SMTP log covers the time after it
aftermath-but-short = { $hours ->
    [one] One hour is
   *[other] { $hours } hours are
 } covered; { $wanted } would be convincing
aftermath-but-hole = Not covered from { $first } to { $last }
aftermath-but-mail-not-covered = No log of mail covers all of this time
aftermath-but-other-use = The account was used { $n ->
    [one] once
   *[other] { $n } times
 } since, first at { $first }, by clients that took no part in the abuse{ $known ->
    [0] , whose addresses no log states
   *[other] : { $addresses }
 }

# What speaks against it.

aftermath-used-after-reset = The password of { $account } was set anew at { $at }, but the account was used again at { $first } { $from }{ $messages ->
    [0] {""}
    [one] , for one message
   *[other] , for { $messages } messages until { $last }
 }
aftermath-used-while-disabled = { $account } was disabled at { $at }, but was used at { $first } { $from }{ $messages ->
    [0] , and last at { $last }
    [one] , for one message
   *[other] , for { $messages } messages until { $last }
 }
aftermath-session-still-sending = A session of { $account } that was opened before { $at } still sent { $messages ->
    [one] a message
   *[other] { $messages } messages
 } from { $first } to { $last } { $from }: a new password or a disabled account does not end it
aftermath-enabled-again = { $named ->
    [yes] { $actor } enabled { $account } again
   *[no] { $account } was enabled again
 } at { $at }, and no record shows a new password before
aftermath-another-account = { $closed } was closed at { $at }, but { $account } is abused since { $first } { $from }
aftermath-guest-enabled-again = { $named ->
    [yes] { $actor } enabled the Guest account { $account } again
   *[no] The Guest account { $account } was enabled again
 } at { $at }
aftermath-auth-on-again = { $named ->
    [yes] { $actor } switched
   *[no] Somebody switched
 } authentication on again at { $at }: { $call }
aftermath-relay-open-again = { $named ->
    [yes] { $actor } opened
   *[no] Somebody opened
 } relaying again at { $at }: { $call }
aftermath-audit-off-again = { $named ->
    [yes] { $actor } switched
   *[no] Somebody switched
 } auditing off on { $server } at { $at }
aftermath-signed-in-after-auth-off = { $connector } should offer no authentication, but { $account } signed in there at { $first } { $from }{ $n ->
    [one] {""}
   *[other] , { $n } times in all
 }
aftermath-relayed-after-restricted = Relaying was restricted, but { $n ->
    [one] a message was relayed
   *[other] { $n } messages were relayed
 } at { $first } and later, { $from }{ $signed ->
    [yes] , signed in as { $account }
   *[no] {""}
 }
aftermath-queue-grew-again = The queues were down to { $depth } messages at { $at }, but rose again to { $now } at { $first }

# The demo.

aftermath-demo-only-2019 = --after tells the days after on Exchange 2019 only; leave out --generation 2003
aftermath-demo-cleaned = The administrator cleans up from { $first } to { $last } (UTC): { $removed } messages are removed from the queues, { $refused } attempts on the account are refused.
aftermath-demo-still-in = The account is given back at { $reset } with a password that can be guessed; the abuser is in again at { $first } from { $address } and sends { $messages } messages (UTC).
