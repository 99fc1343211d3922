# Words of the area: evidence

# Windows logons: NTSTATUS and Kerberos codes, logon types (assets/knowledge/logon.toml)
nt-status-c0000064 = ce compte n’existe pas
nt-status-c000006a = mot de passe erroné, le compte existe
nt-status-c000006d = nom d’utilisateur ou mot de passe incorrect
nt-status-c000006e = restriction sur le compte
nt-status-c000006f = mot de passe exact, hors des heures autorisées
nt-status-c0000070 = mot de passe exact, poste non autorisé
nt-status-c0000071 = mot de passe exact, mais expiré
nt-status-c0000072 = compte désactivé
nt-status-c000015b = mot de passe exact, type d’ouverture de session non accordé
nt-status-c000018c = relation d’approbation rompue entre les domaines
nt-status-c0000192 = le service Netlogon n’était pas démarré
nt-status-c0000193 = compte expiré
nt-status-c0000133 = horloges trop décalées
nt-status-c0000224 = mot de passe exact, à changer à la prochaine ouverture de session
nt-status-c0000225 = erreur interne de Windows, sans portée ici
nt-status-c0000234 = compte verrouillé
nt-status-c000005e = aucun serveur d’ouverture de session joignable
nt-status-c0000413 = refusé par le pare-feu d’authentification
nt-status-c00000dc = la base des comptes n’était pas disponible
kerberos-6 = ce compte n’existe pas
kerberos-7 = service inconnu
kerberos-c = refusé par la stratégie : poste ou horaires
kerberos-12 = compte désactivé, expiré ou verrouillé
kerberos-17 = mot de passe exact, mais expiré
kerberos-18 = mot de passe erroné
kerberos-19 = étape ordinaire du dialogue
kerberos-20 = ticket expiré
kerberos-25 = horloges trop décalées
logon-type-0 = système
logon-type-2 = à la console
logon-type-3 = par le réseau
logon-type-4 = tâche planifiée
logon-type-5 = service
logon-type-6 = par procuration
logon-type-7 = déverrouillage
logon-type-8 = par le réseau, mot de passe en clair vers le serveur (SMTP AUTH LOGIN, Basic)
logon-type-9 = avec d’autres identifiants
logon-type-10 = bureau à distance
logon-type-11 = à la console, depuis le cache
logon-type-12 = bureau à distance, depuis le cache
logon-type-13 = déverrouillage, depuis le cache

# Event logs: EVTX and event XML
format-evtx = Journal d’événements Windows (EVTX)
format-event-xml = Événements Windows en XML
why-evtx-signature = Il commence par la signature d’un journal d’événements Windows
why-evtx-chunk = Son début est endommagé, mais un bloc de journal d’événements Windows suit
why-event-xml-namespace = Il contient des événements dans le XML de Microsoft
why-event-xml-looks = Il contient des éléments Event, comme l’Observateur d’événements les enregistre
note-evtx-clock-back = L’horloge de ce serveur a été reculée pendant l’écriture du journal
note-evtx-appended = Un second journal suit dans le même fichier
note-evtx-odd-shape = Certains enregistrements ont une forme inhabituelle ; un second lecteur, plus lent, les a lus
note-xml-doctype = Un type de document est déclaré ; rien n’en est développé ni téléchargé
note-xml-encoding = L’encodage que le fichier déclare n’est pas celui qu’il a
note-xml-foreign = Autre chose que des événements se trouve entre les événements
