# Words of the area: findings. For each detection: what was seen, why it matters, what else it may be.

finding-password-guessing = { $n } wrong passwords for { $account }, from { $first } to { $last }
matters-password-guessing = It is how most relay abuse begins
innocent-password-guessing = A device or phone that keeps an old password tries like this for days
finding-name-guessing = { $names } different accounts were tried in { $n } refused attempts, from { $first } to { $last }
matters-name-guessing = The attacker looks for any account that opens; the one that did may be among them
innocent-name-guessing = A misconfigured application with an old list of users does the same
finding-success-after-failures = { $account } was opened at { $at } from { $address }, after { $n } refused attempts
matters-success-after-failures = The password has probably been guessed
innocent-success-after-failures = The owner may have changed a forgotten password while travelling
finding-right-password-refused = The right password of { $account } was refused { $n ->
    [one] once
   *[other] { $n } times
 } since { $first } (expired, hours, or no right to send)
matters-right-password-refused = Whoever tried knows the password
innocent-right-password-refused = An expired password of the owner’s own gives the same code
finding-first-use-from-outside = { $account } signed in to SMTP from outside ({ $address }) for the first time at { $at }, after { $before } sign-ins from inside
matters-first-use-from-outside = A device or service account does not travel: whoever uses it from outside may have taken it
innocent-first-use-from-outside = A user who begins to work from home does the same
finding-forged-senders = Through { $account }, { $n } messages from strangers to strangers were sent, with { $senders } different senders
matters-forged-senders = It clears the people named as senders: whoever is signed in may write as anybody
innocent-forged-senders = A newsletter tool or a shared mailbox sends with several senders too; the people named as senders are not involved
finding-queue-growth = The queues grew from { $before } to { $after } messages by { $at }, after the first use at { $first }
matters-queue-growth = It ties what you suffer from to what the account did
innocent-queue-growth = An Internet outage or a newsletter fills queues as well

# Sign-ins and accounts.

finding-auth-in-clear = { $accounts } accounts signed in to SMTP from outside without encryption, { $n } times from { $first } to { $last }
finding-auth-in-clear-connectors = { $accounts } accounts signed in to SMTP from outside without encryption, { $n } times from { $first } to { $last }, at { $connectors }
finding-auth-in-clear-account = { $account } signed in to SMTP from outside without encryption { $n } times, from { $first } to { $last }
matters-auth-in-clear = The password crosses the Internet in the clear: whoever listens on the way has it without guessing
innocent-auth-in-clear = An old device that knows no encryption signs in like this; the connector should refuse it all the same
finding-disabled-account-used = { $account } was disabled at { $disabled }, yet signed in { $n ->
    [one] once
   *[other] { $n } times
 } after that, first at { $at }
finding-disabled-account-used-enabled = { $account } was enabled at { $enabled }, and signed in to SMTP from outside ({ $address }) for the first time at { $at }
finding-disabled-account-used-refused = { $account }, used before, was refused { $n } times because it is disabled, from { $first } to { $last }
matters-disabled-account-used = A disabled account is nobody’s, so nobody notices what is done with it, or that somebody goes on trying
innocent-disabled-account-used = A colleague who comes back, a server that has not heard of the change yet, or a device that keeps the account
finding-first-smtp-use = { $account } signed in to SMTP for the first time at { $at }, from outside ({ $address }); it had signed in by other ways since { $since }
finding-first-smtp-use-new = { $account } appears for the first time at { $at }, signed in to SMTP from outside ({ $address }), in logs that begin at { $begin }
matters-first-smtp-use = Most people never sign in to SMTP by themselves; whoever has the password does
innocent-first-smtp-use = A new phone, a new device that sends its reports, or a new colleague begins like this
finding-locked-out = { $account } was locked out { $n } times while its password was being guessed, from { $first } to { $last }
matters-locked-out = Lockouts hit the owner; they slow guessing down, and do not end it
innocent-locked-out = A device or a scheduled task that keeps an old password locks its own account
finding-many-networks = { $account } signed in to SMTP from { $networks } networks within a day, { $n } times from { $first } to { $last }
matters-many-networks = A person uses two or three networks a day; a stolen password is used from everywhere at once
innocent-many-networks = A phone on a journey, or a service that sends for the site from many places
finding-no-mailbox-account = { $account } signed in to SMTP { $n } times from outside ({ $addresses ->
    [one] one address
   *[other] { $addresses } addresses
 }), and no mail of the house bears its name
matters-no-mailbox-account = An account without a mailbox has little reason to send from outside, and no owner who would see the replies
innocent-no-mailbox-account = The address may be written differently from the account, or it is a device’s
finding-outside-working-hours = { $account }, used in working hours until then, signed in to SMTP from outside at other hours { $n ->
    [one] once
   *[other] { $n } times
 } ({ $messages ->
    [one] one message
   *[other] { $messages } messages
 }), from { $first } to { $last }
matters-outside-working-hours = An intruder keeps other hours than the owner
innocent-outside-working-hours = A device that sends its reports at night, or a colleague on a journey
finding-password-in-use-elsewhere = The password of { $account } also opened { $door } { $n ->
    [one] once
   *[other] { $n } times
 } from { $first } on, from { $addresses ->
    [one] { $address }
   *[other] { $addresses } addresses, { $address } first
 }
door-desktop = remote desktop
door-network = a network logon (share, gateway or web site)
door-other = another logon on a computer
door-web = web mail or another web service of the server
matters-password-in-use-elsewhere = The password opens more than SMTP: mailboxes and files may have been read, and closing SMTP is not enough
innocent-password-in-use-elsewhere = It may be the owner, working from a place never seen before
finding-password-guessing-missing-name = { $n } refused attempts on { $account }, a name that does not exist, from { $first } to { $last }
finding-password-spraying = { $accounts } accounts were tried, a few passwords each, in { $n } refused attempts from { $first } to { $last }
finding-password-spraying-clients = { $accounts } accounts were tried, a few passwords each, from { $clients } addresses in { $n } refused attempts, from { $first } to { $last }
finding-password-spraying-one-client = { $accounts } accounts were tried, a few passwords each, from { $address } in { $n } refused attempts, from { $first } to { $last }
matters-password-spraying = The attacker has a list of your accounts; a few tries on each lock none of them out
innocent-password-spraying = A gateway through which many people sign in looks the same on the day their passwords expire
finding-special-account = { $account }, { $special }, signed in to SMTP { $n ->
    [one] once
   *[other] { $n } times
 } since { $first }, from { $addresses ->
    [one] one address
   *[other] { $addresses } addresses
 }; { $messages ->
    [one] one message
   *[other] { $messages } messages
 } came of it
special-account-administrator = the built-in administrator
special-account-computer = a computer’s account
special-account-guest = the guest account
special-account-service = a service account
matters-special-account = Such accounts have old passwords or many rights, and no owner who would notice
innocent-special-account = Backup software or a device outside that sends its reports may have been set up so
finding-throttled-refusals = { $events } logged refusals of { $address } stand for { $n } refused attempts at least, from { $first } to { $last }: the log leaves out { $hidden }
finding-throttled-refusals-together = { $events } logged refusals of several clients stand for { $n } refused attempts at least, from { $first } to { $last }: the log leaves out { $hidden }
matters-throttled-refusals = The mail server writes one refusal per client and quarter of an hour at most, so its log alone makes an attack look small
innocent-throttled-refusals = Some of these attempts may belong to clients that the log does not name
innocent-known-good = You marked this account as known and in order
