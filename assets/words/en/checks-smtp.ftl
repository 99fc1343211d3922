# SMTP checks: ports, TLS, AUTH, relay.

# Verdicts on a port.
smtp-open = The port answers.
smtp-closed = The port is closed: nothing listens there.
smtp-filtered = No answer: the port is filtered, or nothing is there.
smtp-filtered-advice = Many access providers block port 25 towards the Internet. Try from another line before concluding.
smtp-not-reached = There is no way to this address from here.
smtp-banner = The server calls itself { $name }; product: { $product }.
smtp-clock = Its greeting states { $time }; { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 } apart from the clock here.
smtp-clock-advice = Take the difference into account when its log is compared with others.
smtp-unreliable = The measurement is not reliable: a device in between changes what the server says.
smtp-unreliable-advice = Repeat it from inside, or switch off the SMTP inspection of the firewall.
smtp-turned-away = The server turned us away: { $answer }
smtp-not-smtp = What answers does not speak SMTP.
smtp-endless = The answer had no end; it was cut off.
smtp-silent = No complete answer came in time.
smtp-broken-off = The server closed the connection in the middle.
smtp-closing = The server closes the connection for now (421).
smtp-closing-advice = Nothing more was asked. Try again later.
smtp-delayed = The slowest answer took { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 }; a tarpit of a few seconds is usual.
smtp-tarpit = The server slows its answers down on purpose: { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 }.
smtp-tarpit-advice = Nothing more was asked. Try again later, from another address.
smtp-protocol = Its answers break the rules: { $what }.
smtp-helo-only = EHLO is refused; what the server offers cannot be seen.
smtp-auth-none = AUTH is not offered.
smtp-auth-unknown = No AUTH was seen, but only a part of the offer was.
smtp-auth-clear = The password is asked for in clear: { $mechanisms }.
smtp-auth-clear-advice = Require TLS before the password, or take AUTH away from this connector.
smtp-auth-25 = Signing in is possible on port 25 from the Internet: { $mechanisms }.
smtp-auth-25-advice = Port 25 receives mail from other servers; they do not sign in. Take AUTH away from it.
smtp-auth-ntlm = NTLM is exposed: { $mechanisms }.
smtp-auth-ntlm-advice = It lets domain passwords be tried from outside, and tells the names of server and domain.
smtp-auth-tls-587 = Submission with a password, inside TLS only: { $mechanisms }.
smtp-auth-tls-587-advice = Acceptable where somebody needs it; note who, and watch sign-ins.
smtp-x-exps = X-EXPS is offered, for other Exchange servers: { $mechanisms }. It is not AUTH for users.
smtp-auth-hidden = AUTH LOGIN is taken although it is not offered.
smtp-auth-hidden-advice = Not announcing it does not close it. Switch the mechanism off.
smtp-auth-hidden-none = AUTH LOGIN is refused.
smtp-tls-none = Encryption is not offered.
smtp-tls-none-advice = Give the connector a certificate; Exchange then offers STARTTLS.
smtp-tls-ok = { $version }, certificate valid: { $subject }.
smtp-tls-old = Old TLS or invalid certificate: { $why } ({ $version }; { $subject }).
smtp-tls-old-advice = The certificate was recorded, not trusted. A handshake that failed is to be looked at with another tool.
smtp-tls-broken = Encryption is offered but does not come about: { $why }
smtp-tls-broken-advice = Look at it with another tool: certificate, versions, a firewall in between.
smtp-injected = { $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
 } came in clear between STARTTLS and TLS; thrown away.
smtp-injected-advice = Somebody on the way puts words into the server’s mouth, or the server is faulty. Repeat it from another line.
smtp-connector-465 = Port 465 of Exchange is published: a connector meant for its own servers.
smtp-connector-465-advice = Close the port at the firewall; users submit on 587.
smtp-connector-2525 = Port 2525 of Exchange is published: a connector meant for its own servers.
smtp-connector-2525-advice = Close the port at the firewall.

# Products of greetings.
smtp-product-unknown = unknown, perhaps a gateway in front
smtp-product-exchange-5-5 = Exchange 5.5
smtp-product-windows-2000 = SMTP service of Windows 2000 (Exchange 2000 or 2003)
smtp-product-windows-2003 = SMTP service of Windows 2003 (Exchange 2003 or IIS 6)
smtp-product-windows-smtp = SMTP service of Windows 2008 or later, not Exchange
smtp-product-exchange-online = Exchange Online
smtp-product-exchange-2007 = Exchange 2007 or later
smtp-product-postfix = Postfix
smtp-product-exim = Exim
smtp-product-sendmail = Sendmail
smtp-product-domino = Lotus Domino
smtp-product-ironport = Cisco IronPort
smtp-product-barracuda = Barracuda
smtp-product-fortimail = FortiMail
smtp-product-mimecast = Mimecast
smtp-product-mdaemon = MDaemon
smtp-product-kerio = Kerio Connect
smtp-product-symantec = Symantec Messaging Gateway

# What is odd about an answer.
smtp-fault-bare-lf = a line ends without CR
smtp-fault-control = a line holds control characters
smtp-fault-mixed = one answer has several codes
smtp-fault-unasked = answers came that nobody asked for

# Why a certificate would not be trusted.
smtp-cert-expired = certificate expired
smtp-cert-not-yet = certificate not valid yet
smtp-cert-other-name = certificate for another name
smtp-cert-self-signed = certificate signed by itself
smtp-cert-unknown-issuer = certificate from an unknown issuer
smtp-cert-weak = key or signature too weak
smtp-cert-unreadable = certificate unreadable or not for servers
smtp-tls-nothing-in-common = older than TLS 1.2, or unknown

# Relay tests.
smtp-relay-r01 = external to external
smtp-relay-r02 = empty sender
smtp-relay-r03 = made-up local sender
smtp-relay-r04 = postmaster as sender
smtp-relay-r05 = host name as sender’s domain
smtp-relay-r06 = address literal as sender’s domain
smtp-relay-r07 = percent hack
smtp-relay-r08 = percent hack with address literal
smtp-relay-r09 = recipient in quotes
smtp-relay-r10 = percent hack in quotes
smtp-relay-r11 = recipient quoted before the local domain
smtp-relay-r12 = two at signs
smtp-relay-r13 = source route
smtp-relay-r14 = source route with address literal
smtp-relay-r15 = bang path
smtp-relay-r16 = bang path at the local domain
smtp-relay-r17 = external to external inside TLS
smtp-relay-r18 = from an internal machine that may not relay
smtp-relay-r19 = from an internal machine that may relay
smtp-relay-r20 = control: mail for a mailbox of the client
smtp-relay-open = Open relay ({ $test }, { $recipient }): the recipient was accepted.
smtp-relay-open-advice = The tests were stopped. Close the relay first: everything else can wait.
smtp-relay-ambiguous = Accepted, but ambiguous ({ $test }, { $recipient }).
smtp-relay-ambiguous-advice = Some servers take any name and refuse later. Only the tracking log shows where such a message goes.
smtp-relay-control = The control was accepted ({ $test }, { $recipient }): refusals mean something.
smtp-relay-control-refused = The control was refused ({ $test }, { $recipient }): the other refusals prove nothing.
smtp-relay-expected = Accepted as it should be ({ $test }, { $recipient }).
smtp-relay-expected-refused = Refused although it should be accepted ({ $test }, { $recipient }).
smtp-relay-refused = Refused ({ $test }, { $recipient }).
smtp-relay-unproven = Refused ({ $test }, { $recipient }), but without an accepted control this proves nothing.
smtp-relay-unknown-user = Refused as an unknown recipient ({ $test }, { $recipient }): this is no refusal to relay.
smtp-relay-sender-refused = The sender was refused for another reason ({ $test }, { $recipient }): relaying was not tested.
smtp-relay-put-off = Put off ({ $test }, { $recipient }): ask again later.
smtp-relay-not-put = Not tried ({ $test }, { $recipient }): the server offers no TLS.
smtp-relay-odd = The answer cannot be interpreted ({ $test }, { $recipient }).
smtp-relay-no-control = No existing mailbox was named, so reception was not tested.
smtp-relay-no-control-advice = Name a mailbox of the client that exists; without it refusals prove nothing.
smtp-relay-no-domain = Nothing was asked: a domain of the client and two domains of yours are needed.
smtp-relay-own-domain = Nothing was asked: { $domain } is the client’s own domain, mail for it is no relaying.
smtp-relay-reserved = Nothing was asked: { $domain } is a reserved name that servers may refuse for that alone.

# Why a check ended early.
smtp-cut-cancelled = It was cancelled.
smtp-cut-open = Stopped at the open relay of { $subject }.
smtp-cut-asked-to-stop = { $subject } asked for a pause; nothing more was asked of it.
smtp-cut-tarpit = { $subject } slows its answers down; nothing more was asked of it.
smtp-cut-broken-off = { $subject } broke the conversation off.
smtp-cut-turned-away = { $subject } turned us away: { $answer }
smtp-cut-connections = As many connections were made as one run may make.
smtp-cut-not-reached = { $subject } could not be reached.
smtp-cut-nothing-read = No SMTP dialogue was found in the text.
