# Words of the area: evidence

# Windows logons: NTSTATUS and Kerberos codes, logon types (assets/knowledge/logon.toml)
nt-status-c0000064 = account does not exist
nt-status-c000006a = wrong password, the account exists
nt-status-c000006d = bad user name or password
nt-status-c000006e = account restriction
nt-status-c000006f = right password, outside the allowed hours
nt-status-c0000070 = right password, workstation not allowed
nt-status-c0000071 = right password, but it has expired
nt-status-c0000072 = account disabled
nt-status-c000015b = right password, this kind of logon is not granted
nt-status-c000018c = trust between the domains is broken
nt-status-c0000192 = the Netlogon service was not started
nt-status-c0000193 = account expired
nt-status-c0000133 = clocks differ too much
nt-status-c0000224 = right password, it must be changed at the next logon
nt-status-c0000225 = internal Windows error, without meaning here
nt-status-c0000234 = account locked out
nt-status-c000005e = no logon server could be reached
nt-status-c0000413 = refused by the authentication firewall
nt-status-c00000dc = the account database was not available
kerberos-6 = account does not exist
kerberos-7 = unknown service
kerberos-c = refused by policy: workstation or hours
kerberos-12 = account disabled, expired or locked
kerberos-17 = right password, but it has expired
kerberos-18 = wrong password
kerberos-19 = an ordinary step of the dialogue
kerberos-20 = ticket expired
kerberos-25 = clocks differ too much
logon-type-0 = system
logon-type-2 = at the console
logon-type-3 = over the network
logon-type-4 = scheduled task
logon-type-5 = service
logon-type-6 = by proxy
logon-type-7 = unlock
logon-type-8 = over the network, password in clear to the server (SMTP AUTH LOGIN, Basic)
logon-type-9 = with other credentials
logon-type-10 = remote desktop
logon-type-11 = at the console, from cache
logon-type-12 = remote desktop, from cache
logon-type-13 = unlock, from cache

# Event logs: EVTX and event XML
format-evtx = Windows event log (EVTX)
format-event-xml = Windows events as XML
why-evtx-signature = It begins with the signature of a Windows event log
why-evtx-chunk = Its beginning is damaged, but a block of a Windows event log follows
why-event-xml-namespace = It holds events in Microsoft’s own XML
why-event-xml-looks = It holds Event elements, as the Event Viewer saves them
note-evtx-clock-back = The clock of this server was set back while the log was written
note-evtx-appended = A second log follows in the same file
note-evtx-odd-shape = Some records have an unusual shape; a second, slower reader read them
note-xml-doctype = A document type is declared; nothing in it is expanded or fetched
note-xml-encoding = The encoding that the file declares is not the one it has
note-xml-foreign = Something other than events stands between the events
