# Words of the area: coverage. What the sources can tell, and what to collect.

# Questions, in the order people ask them
question-which-account = Which account?
question-from-where = From where?
question-since-when = Since when?
question-how-many = How many messages?
question-still-going-on = Is it still going on?
question-other-accounts = Are other accounts affected?
question-how-it-was-possible = How was it possible?
question-mailbox-read = Was the mailbox read?
question-listed = Is the address on a blocklist?
answer-yes = yes
answer-partly = in part
answer-no = no

# Why the sources can tell, or not
why-which-account-yes = A log of sign-ins covers the time and names the account of each SMTP session
why-which-account-partly = Sign-ins are logged for a part of the time, or without the SMTP session
why-which-account-no = No log of sign-ins is at hand
why-from-where-yes = A log that names the clients covers the time
why-from-where-partly = Clients are named for a part of the time, or by the log of messages alone
why-from-where-no = No log that names SMTP clients is at hand
why-since-when-yes = The logs begin early enough to tell
why-since-when-partly = The logs begin too late to be sure of the beginning
why-since-when-no = No log of sign-ins or mail is at hand
why-how-many-yes = A log of every message covers the time
why-how-many-partly = Messages are counted from a log of sessions, a queue dump, or a part of the time
why-how-many-no = No log of mail is at hand
why-still-going-on-yes = The logs go on long enough to tell
why-still-going-on-partly = The logs do not go on long enough to be sure
why-still-going-on-no = No log of mail is at hand
why-other-accounts-yes = The logs at hand cover all sign-ins
why-other-accounts-partly = Only a part of the sign-ins is logged
why-other-accounts-no = No log of sign-ins is at hand
why-how-it-was-possible-yes = Wrong passwords and the server’s settings are at hand
why-how-it-was-possible-partly = Only a part of the sign-ins, or of the server’s settings, is at hand
why-how-it-was-possible-no = Neither sign-ins nor the server’s settings are at hand
why-mailbox-read-sign-ins = { $n ->
    [one] One sign-in of the account by the services for web, phones or mail programs is logged
   *[other] { $n } sign-ins of the account by the services for web, phones or mail programs are logged
 }; what was opened is not
why-mailbox-read-sent = Mail left the mailbox itself, so somebody was in it; what was read is not logged
why-mailbox-read-undivided = Sign-ins of the account are logged, but Windows 2000 and 2003 do not tell for which service
why-mailbox-read-no = No log of mailbox access is at hand
why-listed-partly = { $n ->
    [one] One refusal names
   *[other] { $n } refusals name
 } a blocklist ({ $lists }); whether the address still stands there, only the list can tell
why-listed-partly-unnamed = { $n ->
    [one] One refusal speaks
   *[other] { $n } refusals speak
 } of a blocklist without naming it; whether the address still stands there, only the list can tell
why-listed-no = No refusal at hand names a blocklist; that alone does not mean that the address is on none

# What to collect: the sentence with its command, and a few words for the page
collect-receive-log = Switch the SMTP receive log on, on all connectors, and copy what it holds (RECV*.LOG): { $command }
collect-receive-log-short = the SMTP receive log
collect-receive-2003 = Set diagnostics logging of MSExchangeTransport, SMTP Protocol, to Maximum (event 1708 names the account), enable logging on the SMTP virtual server, then save the Application log as .evt and copy ex*.log: { $command }
collect-receive-2003-short = the SMTP log, and the Application log with diagnostics raised
collect-receive-unknown = Copy the mail server’s own log of SMTP sessions; on Exchange 2010 and later all transport logs, on other servers the mail log: { $command }
collect-receive-unknown-short = the mail server’s log of SMTP sessions
collect-mail-log = Copy the mail log with its older parts: { $command }
collect-mail-log-short = the mail log with its older parts
collect-sign-ins-online = Download the sign-ins over SMTP as JSON: { $command }
collect-sign-ins-online-short = the sign-in log
collect-tracking = Copy the message tracking logs (MSGTRK*.LOG): { $command }
collect-tracking-short = the message tracking logs
collect-tracking-2003 = Enable message tracking on the server’s General page, then copy the daily logs: { $command }
collect-tracking-2003-short = the message tracking logs
collect-tracking-unknown = Copy the mail server’s log of messages; on Exchange 2010 and later all transport logs, on other servers the mail log: { $command }
collect-tracking-unknown-short = the mail server’s log of messages
collect-trace-online = Export the message trace, ten days at a time: { $command }
collect-trace-online-short = the message trace
collect-security = Export the Security log of mail servers and domain controllers: { $command }
collect-security-short = the Security logs of mail servers and domain controllers
collect-security-2003 = Save the Security log as .evt (Event Viewer, Save Log File As) on mail servers and domain controllers: { $command }
collect-security-2003-short = the Security logs of mail servers and domain controllers
collect-audit = Let Windows log sign-ins, accepted and refused, then export the Security log: { $command }
collect-audit-short = the Security log, with sign-ins logged
collect-audit-2003 = Let Windows log sign-ins, accepted and refused (Local Policies, Audit Policy), then save the Security log as .evt: { $command }
collect-audit-2003-short = the Security log, with sign-ins logged
collect-queues = Export the queues, again every few minutes: { $command }
collect-queues-short = the queues, every few minutes
collect-queues-online = Export the messages still pending, again every few minutes: { $command }
collect-queues-online-short = the messages still pending
collect-queues-unknown = Export the queues, again every few minutes (Exchange; on Postfix postqueue -j, on Exim exim -bp): { $command }
collect-queues-unknown-short = the queues, every few minutes
collect-connectors = Export accepted domains and receive connectors: { $command }
collect-connectors-short = the accepted domains and receive connectors
collect-connectors-2003 = In System Manager, note who may relay and who may authenticate: { $command }
collect-connectors-2003-short = the server’s settings for relaying and signing in
collect-connectors-online = Export accepted domains and inbound connectors, and see whether SMTP sign-ins are allowed: { $command }
collect-connectors-online-short = the accepted domains and inbound connectors
collect-connectors-unknown = Export who may relay and who may sign in (Exchange; on Postfix postconf -n, on Exim exim -bP config): { $command }
collect-connectors-unknown-short = the server’s settings for relaying and signing in
collect-mta-settings = Save the server’s settings and see who may relay without signing in (relayscope does not read them): { $command }
collect-mta-settings-short = the server’s settings for relaying and signing in
collect-mailbox-access = Copy the logs of web, phone and mailbox access, and look for the account in them (relayscope does not read them): { $command }
collect-mailbox-access-short = the logs of web, phone and mailbox access
collect-mailbox-mta = Copy the sign-ins of the IMAP and POP server, and look for the account in them: { $command }
collect-mailbox-mta-short = the log of the IMAP and POP server
collect-mailbox-online = Search the audit log for access to the mailbox, and look for new rules: { $command }
collect-mailbox-online-short = the audit log of the mailbox
collect-blocklists = Ask the blocklists from the site’s own network about the address that mail leaves from, its numbers reversed ({ $address } here); an answer 127.0.0.x means listed; likewise bl.spamcop.net and b.barracudacentral.org: { $command }
collect-blocklists-short = an answer of the blocklists
collect-blocklists-online = See whether the service has blocked the sender: { $command }
collect-blocklists-online-short = the service’s list of blocked senders
