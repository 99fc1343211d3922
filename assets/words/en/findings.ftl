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
finding-forged-senders-logged = Through { $account }, { $n } messages from strangers to strangers were sent
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
finding-account-changes = { $named ->
    [yes] { $actor }
   *[no] Somebody
 } { $kind ->
    [created] made the account { $target }
    [enabled] switched on the account { $target }
    [deleted] deleted the account { $target }
   *[other] put { $target } into { $kind ->
        [ruling-group] { $group }
       *[other] a group
    }
 } at { $at }{ $n ->
    [one] {""}
   *[other] , { $n } such changes in all
 }
matters-account-changes = An intruder who has more than one account no longer needs the first
innocent-account-changes = A new colleague or a migration looks the same: ask who did it
finding-audit-policy-changed = { $named ->
    [yes] { $actor }
   *[no] Somebody
 } { $way ->
    [off] switched off auditing on { $server }
   *[unstated] changed what { $server } audits
 } at { $at }{ $n ->
    [one] {""}
   *[other] , { $n } changes in all
 }
matters-audit-policy-changed = From then on the security log may be silent about what happened
innocent-audit-policy-changed = A group policy that is applied changes it too
finding-back-pressure = { $server } was { $level ->
    [high] very short
   *[raised] short
 } of disk or memory and held mail back from { $first } to { $over ->
    [yes] { $last }
   *[no] at least { $last }
 }
matters-back-pressure = Mail that was late or refused in that time is explained by it
innocent-back-pressure = A full disk, a backup or a database that grew does the same without any abuse
finding-blocklisted = Other servers refused our mail { $n ->
    [one] once
   *[other] { $n } times
 } and named { $named ->
    [yes] { $list }
   *[no] a blocklist
 }, from { $first } to { $last }
matters-blocklisted = Since then honest mail is refused too; the removal must be asked for once the abuse has ended
innocent-blocklisted = An older listing, another customer of the same provider, or a list that is out of service
finding-clock-changed = { $actor } set the clock of { $server } at { $at } ({ $detail })
matters-clock-changed = Times around it cannot simply be compared with those of other logs
innocent-clock-changed = A clock was put right, or a virtual machine was moved
finding-flood = { $server } says { $n } times that it took too many { $kind ->
    [sign-ins] failed sign-ins
    [messages] messages
   *[connections] connections
 } at once, from { $first } to { $last }
matters-flood = The server itself noticed, without any figure of ours
innocent-flood = A limit set too low, or a server that catches up after a pause
finding-foreign-senders-and-recipients = { $named ->
    [yes] { $address }
   *[no] A client without an address
 } had { $n } messages from strangers to strangers accepted, with { $senders } senders, to { $domains } domains, from { $first } to { $last }
matters-foreign-senders-and-recipients = A mail server has no business with such mail: somebody relays through it
innocent-foreign-senders-and-recipients = A domain of yours that is not on the list, a forwarding or a list server
finding-log-cleared = { $named ->
    [yes] { $actor }
   *[no] Somebody
 } emptied the security log of { $server } at { $at }{ $n ->
    [one] {""}
   *[other] , { $n } times in all
 }
matters-log-cleared = What happened before is no longer in that log, and that may have been the purpose
innocent-log-cleared = An administrator made room, or saved the log and began a new one
finding-logging-gap = The { $kind ->
    [protocol] SMTP log
    [tracking] tracking log
   *[security] security log
 } of { $server } is silent for { $hours } h { $minutes } min, from { $first } to { $last }, while another log goes on
matters-logging-gap = Nobody can say what happened in that time; silence is no proof
innocent-logging-gap = A service was stopped, or a file was not copied
finding-many-recipients = { $who } sent { $n ->
    [one] a message
   *[other] { $n } messages
 } with very many recipients, up to { $most }, from { $first } to { $last }
matters-many-recipients = A person writes to a handful of firms in an hour; lists of spam are as broad as the world
innocent-many-recipients = A newsletter or an invitation looks the same
finding-many-recipients-domains = { $who } wrote to { $domains } different domains within an hour, from { $first } to { $last }
finding-message-rate = { $who } sent { $n } messages within a minute at { $at }; { $before } was the most before { $first }
matters-message-rate = Programs send like that, people do not
innocent-message-rate = A first newsletter, or a printer that comes back with a full memory
finding-ndr-storm = { $n } failed deliveries and reports from { $first } to { $last }, far more than usual: { $failed } recipients failed ({ $percent } %)
matters-ndr-storm = Lists of spam are full of dead addresses: such a storm often begins with the abuse
innocent-ndr-storm = A newsletter with an old list, or an outage of a large provider
finding-persistence = { $named ->
    [yes] { $actor }
   *[no] Somebody
 } { $kind ->
    [forwarding] made copies of mail go elsewhere
    [rule-of-a-mailbox] set a rule in a mailbox
    [receive-connector] opened or changed a way in for mail
    [send-connector] opened or changed a way out for mail
    [rights-of-an-administrator] gave the rights of an administrator
    [transport-agent] added a program to the mail flow
    [rule-of-the-server] set a rule of the mail flow
    [rights-on-a-mailbox] gave rights on a mailbox
   *[way-into-a-mailbox] opened a mailbox to a mail program
 } at { $at }{ $n ->
    [one] {""}
   *[other] , { $n } times in all
 }: { $call }
matters-persistence = A new password does not take this back
innocent-persistence = An administrator’s daily work: ask who did it, and why
finding-post-containment = { $account } was used again { $n ->
    [one] once
   *[other] { $n } times
 }, first at { $first }, although { $how ->
    [disabled] it was switched off
   *[reset] its password was set anew
 } at { $at }
matters-post-containment = The door is still open: a session that was not cut, another server, or a new password that is known too
innocent-post-containment = Servers that had not yet heard of the change
finding-queue-growth-alone = The queues rose to { $after } messages by { $at }; { $usual } was usual until { $first }
finding-record-gap = { $n ->
    [one] A record is
   *[other] { $n } records are
 } missing in an event log of { $server }, in { $holes ->
    [one] one place
   *[other] { $holes } places
 }, first between { $first } and { $last }
matters-record-gap = Whoever takes single records out of a log leaves such holes
innocent-record-gap = An export that was filtered leaves holes too: ask for the log as it is
finding-sender-account-mismatch = { $account } wrote { $n } messages under { $senders ->
    [one] an address of yours that is not its own, { $sender },
   *[other] { $senders } addresses of yours that are not its own, most of them as { $sender },
 } from { $first } to { $last }
matters-sender-account-mismatch = Those people did not write: the account did
innocent-sender-account-mismatch = A scanner or a business program writes in its user’s name; a shared mailbox has several
finding-sender-account-mismatch-refused = { $account } tried to write as { $sender } and was refused { $n ->
    [one] once
   *[other] { $n } times
 }, from { $first } to { $last }
finding-subject-campaign = { $n } messages like { $titled ->
    [yes] “{ $subject }”
   *[no] each other, without a subject,
 } from { $first } to { $last }, with { $subjects ->
    [one] one subject
   *[other] { $subjects } subjects
 } and { $senders ->
    [one] one sender
   *[other] { $senders } senders
 }{ $accounts ->
    [0] {""}
    [one] , by { $account }
   *[other] , by { $accounts } accounts
 }
matters-subject-campaign = It shows what was sent, and which messages in the queues belong to it
innocent-subject-campaign = A newsletter that somebody else sends through this server
innocent-known-good = You marked this account as known and in order
