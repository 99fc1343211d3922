# Français : playbook

# Mots entre chevrons dans les commandes : ce que le dossier ne sait pas.
fill-slot-account = compte détourné
fill-slot-login = identifiant du compte détourné
fill-slot-upn = adresse de messagerie du compte détourné
fill-slot-sender = expéditeur du spam
fill-slot-server = serveur de messagerie
fill-slot-server-address = adresse interne du serveur de messagerie
fill-slot-servers = adresses internes des autres serveurs de messagerie
fill-slot-domain = domaine de messagerie
fill-slot-netbios = domaine Windows
fill-slot-address = adresse attaquante
fill-slot-addresses = adresses attaquantes
fill-slot-start = premier abus
fill-slot-end = dernier abus
fill-slot-start-day = jour du premier abus
fill-slot-end-day = jour du dernier abus
fill-slot-mx = un serveur de messagerie extérieur
fill-slot-public = adresse publique du serveur de messagerie
fill-slot-internal = réseaux internes
fill-slot-host = nom public du serveur de messagerie
fill-word-dn = DN
fill-word-ntp-server = serveur NTP
fill-word-organization = Organisation
fill-word-app = application
fill-word-connector = connecteur
fill-word-date = date
fill-word-group = groupe
fill-word-machine = machine
fill-word-new-address = nouvelle adresse
fill-word-queue = file d’attente
fill-word-resolver = résolveur
fill-word-selector = sélecteur
fill-word-service = service
fill-word-service-mailbox = boîte aux lettres de service
fill-word-test-mailbox = boîte aux lettres de test
fill-word-thumbprint = empreinte numérique
fill-more = { $n ->
    [one] De même pour une autre valeur du dossier.
   *[other] De même pour { $n } autres valeurs du dossier.
}
fill-own-sender = Cet expéditeur est dans votre propre domaine : la ligne trouve aussi le vrai courrier de cette personne.


platform-ex2000 = Exchange 2000
platform-ex2003 = Exchange 2003
platform-ex2007_2010 = Exchange 2007 et 2010
platform-ex2013plus = Exchange 2013 et ultérieur
platform-exo = Exchange Online
platform-winsmtp = service SMTP de Windows
platform-ad = Annuaire
platform-net = Réseau
platform-org = Organisation
platform-all = Partout
platform-basis-chosen = choisie par vous
platform-basis-evidence = d’après les preuves
platform-basis-assumed = supposée ; à choisir si c’en est une autre

topic-guest-used = Le compte intégré Invité a servi : le désactiver en premier.
topic-built-in-administrator = Le compte détourné est l’administrateur intégré : le retirer d’abord des services, et renouveler tous les mots de passe.
topic-service-account = Le compte détourné démarre aussi des services ou des tâches : les trouver d’abord, ils s’arrêtent avec lui.
topic-several-accounts = Plus d’un compte est détourné : renouveler tous les mots de passe.
topic-account-deleted = Le compte détourné a été supprimé. Le désactiver aurait conservé sa boîte aux lettres, son SID et la preuve.
topic-no-mailbox = Ces journaux ne montrent aucune remise dans une boîte aux lettres du compte détourné : peu d’utilisateurs s’en apercevront, demander à qui il appartient.
topic-from-inside = Le compte a servi depuis l’intérieur : une machine interne est en cause.
topic-open-relay = Du courrier a été relayé sans aucune authentification : la faille est dans les connecteurs, pas dans un mot de passe.
topic-backscatter = Les messages en attente sont des rapports de non-remise : purger sans nouveaux rapports, refuser les destinataires inconnus ; aucun compte n’est détourné.
topic-logs-cleared = Un journal des événements a été effacé : le dire dans le rapport, et chercher ce qu’il devait cacher.
topic-only-guessing = Des mots de passe sont essayés, aucun n’a encore été trouvé.
topic-several-servers = Il y a plus d’un serveur de messagerie : la liste des relais passe avant la coupure de l’authentification.
topic-others-sign-in = D’autres s’authentifient aussi par SMTP : il leur faut un autre chemin avant la coupure de l’authentification.
topic-cloud-mailboxes = Une partie des boîtes aux lettres se trouve dans Exchange Online.
topic-listed = Le site figure sur une liste de blocage active.

rule-needs = { $step } devrait passer avant.
rule-servers-cut-off = { $step } d’abord : sans la liste des relais, les serveurs du site ne peuvent plus s’envoyer de courrier.
rule-evidence-purged = { $step } d’abord : la purge détruit les preuves.
rule-lockout-by-strangers = { $step } d’abord : tant que l’authentification est ouverte sur Internet, des inconnus peuvent verrouiller tous les comptes.
rule-delisting-uncontained = { $step } n’a pas de preuve : une demande avant un confinement prouvé est refusée, ou l’inscription suivante dure plus longtemps.
rule-delisting-untested = { $step } n’a pas de preuve : les listes testent de nouveau avant de retirer une adresse.
rule-account-deleted = Le compte a été supprimé. Le dire dans le rapport : sa boîte aux lettres et son SID sont perdus comme preuves.
rule-not-to-skip = { $step } ne peut pas être omise.
rule-must-open = { $n ->
    [one] Une étape obligatoire est encore ouverte : { $steps }.
   *[other] { $n } étapes obligatoires sont encore ouvertes : { $steps }.
}

duty-notify = { $hours ->
    [one] { $hours } heure pour notifier l’autorité et déposer plainte, jusqu’au { $at }.
   *[other] { $hours } heures pour notifier l’autorité et déposer plainte, jusqu’au { $at }.
}
duty-notify-late = { $hours ->
    [0] Les 72 heures pour notifier l’autorité et déposer plainte viennent de s’achever, le { $at }.
    [one] Les 72 heures pour notifier l’autorité et déposer plainte sont passées depuis une heure, le { $at }.
   *[other] Les 72 heures pour notifier l’autorité et déposer plainte sont passées depuis { $hours } heures, le { $at }.
}
duty-retest = { $day ->
    [0] Première série de contrôles, à faire depuis le { $at }.
   *[other] Contrôles du jour { $day }, à faire le { $at }.
}

machine-signed-in-from = Le compte détourné s’est authentifié depuis cette machine.
machine-account-logged-on = Le compte détourné a ouvert une session ici.
machine-relayed = Cette adresse interne a apporté du courrier d’inconnus pour des inconnus.
machine-own-server = L’un de vos serveurs de messagerie.
machine-log-cleared = Un journal des événements a été effacé ici.

round-before = Avant la modification
round-window = Dans le créneau
round-next-day = Jour ouvré suivant

flow-kind-in = Entrant
flow-kind-out = Sortant
flow-kind-int = Entre serveurs
flow-kind-other = Autres

flow-providers = deux fournisseurs extérieurs, A et B
flow-mailbox-on = boîte aux lettres sur { $server }
flow-in-method = message réel
flow-in-pass = Arrive en moins de 10 minutes, par le chemin prévu ; l’expéditeur est affiché comme externe.
flow-out-method = message réel
flow-out-pass = Arrive, pas dans les indésirables ; résultat SPF, DKIM et DMARC noté.
flow-int-method = Outlook ou OWA
flow-int-pass = Arrive en moins de 2 minutes ; le nom complet est résolu ; aucune file d’attente en nouvelle tentative.
flow-dl-from = expéditeur interne
flow-dl-to = liste de distribution réservée aux expéditeurs authentifiés
flow-dl-method = Outlook
flow-dl-pass = Remis ; échoue si le courrier interne est devenu anonyme.
flow-ndr-from = extérieur, puis intérieur
flow-ndr-to = destinataire inconnu du domaine, puis destinataire extérieur inconnu
flow-ndr-method = message réel
flow-ndr-pass = Un seul rapport clair à chaque fois, sans boucle.
flow-big-from = extérieur, puis intérieur
flow-big-to = boîte aux lettres, puis extérieur
flow-big-method = message réel de 10 Mo, dans les deux sens
flow-big-pass = Remis, ou refusé comme prévu.
flow-pop-from = utilisateur distant en POP ou IMAP
flow-pop-to = extérieur, par le port 587
flow-pop-method = logiciel de messagerie
flow-pop-pass = Accepté uniquement sous TLS, ou refusé comme prévu.
flow-mob-from = téléphone et OWA
flow-mob-to = intérieur et extérieur
flow-mob-method = téléphone, navigateur
flow-mob-pass = Inchangé.
flow-pf-from = boîte aux lettres sur un serveur
flow-pf-to = dossier public par courrier ; demande de réunion vers un autre serveur
flow-pf-method = Outlook
flow-pf-pass = Traité.
flow-dev-from = { $device }
flow-dev-to = boîte aux lettres
flow-dev-method = numérisation ou alerte réelle
flow-dev-pass = Arrive.
flow-hyb-from = sur site et cloud
flow-hyb-to = l’autre côté, dans les deux sens
flow-hyb-method = message réel
flow-hyb-pass = L’en-tête X-MS-Exchange-Organization-AuthAs indique Internal.
flow-que-from = tous les serveurs
flow-que-to = leurs files d’attente
flow-que-method = regarder les files d’attente au bout d’une heure
flow-que-pass = Aucune nouvelle tentative de plus de 15 minutes ; ni 7004 ni 7010 (2000, 2003) ; LastError vide.
