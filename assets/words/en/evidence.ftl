# Words of the area: evidence

## Transport logs and plain text
format-smtp-receive = SMTP receive log
format-message-tracking = Message tracking log
format-transport-queue = Transport queue log
format-other-exchange-log = Other Exchange log
format-text = Plain text
why-smtp-receive-header = Its header says: SMTP Receive Protocol Log.
why-smtp-receive-columns = Its rows have the nine columns of an SMTP receive log.
why-message-tracking-header = Its header names a message tracking log.
why-message-tracking-columns = Its rows have the columns of a message tracking log.
why-transport-queue = Its header names a transport queue log.
why-other-exchange-log = Its header or columns are those of another Exchange log.
why-text = It is text, and no known layout fits.
note-text-only = No known layout; lines are kept for search only.
note-time-without-zone = Some times state no zone; they are read as UTC.
note-transport-queue-unverified = This layout is known from its description only; please check a few values against the server.
declined-smtp-send = This is an SMTP send log: it shows what left the server, not who signed in. Please add the receive logs (RECV*.LOG).
declined-connectivity = This is a connectivity log: it names no messages and no accounts. Please add the message tracking logs (MSGTRK*.LOG).
declined-agent = This is an agent log: it shows what the filters decided, not who signed in. Please add the receive logs (RECV*.LOG).
declined-pop-imap = This is a POP or IMAP log: mail is not sent that way. Please add the SMTP receive logs (RECV*.LOG).
declined-exchange-log = This is an Exchange log of a kind that is not read. Please add the receive logs (RECV*.LOG) and the message tracking logs (MSGTRK*.LOG).
