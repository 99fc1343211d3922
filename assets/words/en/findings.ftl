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
innocent-known-good = You marked this account as known and in order
