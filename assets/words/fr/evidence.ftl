# Words of the area: evidence

## Transport logs and plain text
format-smtp-receive = Journal de réception SMTP
format-message-tracking = Journal de suivi des messages
format-transport-queue = Journal des files d’attente de transport
format-other-exchange-log = Autre journal Exchange
format-text = Texte brut
why-smtp-receive-header = Son en-tête indique : SMTP Receive Protocol Log.
why-smtp-receive-columns = Ses lignes ont les neuf colonnes d’un journal de réception SMTP.
why-message-tracking-header = Son en-tête est celui d’un journal de suivi des messages.
why-message-tracking-columns = Ses lignes ont les colonnes d’un journal de suivi des messages.
why-transport-queue = Son en-tête est celui d’un journal des files d’attente de transport.
why-other-exchange-log = Son en-tête ou ses colonnes sont ceux d’un autre journal Exchange.
why-text = C’est du texte, et aucune structure connue ne convient.
note-text-only = Structure inconnue ; les lignes servent à la recherche seulement.
note-time-without-zone = Certaines heures n’indiquent pas de fuseau ; elles sont lues en UTC.
note-transport-queue-unverified = Cette structure n’est connue que par sa description ; veuillez comparer quelques valeurs avec le serveur.
declined-smtp-send = C’est un journal d’envoi SMTP : il montre ce qui a quitté le serveur, pas qui s’est connecté. Veuillez ajouter les journaux de réception (RECV*.LOG).
declined-connectivity = C’est un journal de connectivité : il ne nomme ni message ni compte. Veuillez ajouter les journaux de suivi des messages (MSGTRK*.LOG).
declined-agent = C’est un journal des agents : il montre ce que les filtres ont décidé, pas qui s’est connecté. Veuillez ajouter les journaux de réception (RECV*.LOG).
declined-pop-imap = C’est un journal POP ou IMAP : l’envoi de messages ne passe pas par là. Veuillez ajouter les journaux de réception SMTP (RECV*.LOG).
declined-exchange-log = C’est un journal Exchange d’un type qui n’est pas lu. Veuillez ajouter les journaux de réception (RECV*.LOG) et les journaux de suivi des messages (MSGTRK*.LOG).
