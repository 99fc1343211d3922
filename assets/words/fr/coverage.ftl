# Les mots du domaine : couverture. Ce que les sources permettent de dire, et ce qu’il faut recueillir.

# Les questions, dans l’ordre où on les pose
question-which-account = Quel compte ?
question-from-where = D’où ?
question-since-when = Depuis quand ?
question-how-many = Combien de messages ?
question-still-going-on = Est-ce encore en cours ?
question-other-accounts = D’autres comptes sont-ils touchés ?
question-how-it-was-possible = Comment était-ce possible ?
question-mailbox-read = La boîte aux lettres a-t-elle été lue ?
question-listed = L’adresse est-elle inscrite sur une liste de blocage ?
answer-yes = oui
answer-partly = en partie
answer-no = non

# Pourquoi les sources permettent de répondre, ou non
why-which-account-yes = Un journal d’authentifications couvre la période et nomme le compte de chaque session SMTP
why-which-account-partly = Les authentifications sont journalisées une partie du temps, ou sans la session SMTP
why-which-account-no = Aucun journal d’authentifications n’est disponible
why-from-where-yes = Un journal qui nomme les clients couvre la période
why-from-where-partly = Les clients sont nommés une partie du temps, ou par le journal des messages seul
why-from-where-no = Aucun journal qui nomme les clients SMTP n’est disponible
why-since-when-yes = Les journaux commencent assez tôt pour le dire
why-since-when-partly = Les journaux commencent trop tard pour être sûr du début
why-since-when-no = Aucun journal d’authentifications ou de messages n’est disponible
why-how-many-yes = Un journal de tous les messages couvre la période
why-how-many-partly = Les messages sont comptés d’après un journal des sessions, un relevé des files d’attente, ou une partie du temps
why-how-many-no = Aucun journal de messages n’est disponible
why-still-going-on-yes = Les journaux vont assez loin pour le dire
why-still-going-on-partly = Les journaux ne vont pas assez loin pour en être sûr
why-still-going-on-no = Aucun journal de messages n’est disponible
why-other-accounts-yes = Les journaux disponibles couvrent toutes les authentifications
why-other-accounts-partly = Une partie seulement des authentifications est journalisée
why-other-accounts-no = Aucun journal d’authentifications n’est disponible
why-how-it-was-possible-yes = Les mots de passe erronés et les réglages du serveur sont disponibles
why-how-it-was-possible-partly = Une partie seulement des authentifications ou des réglages du serveur est disponible
why-how-it-was-possible-no = Ni authentifications ni réglages du serveur ne sont disponibles
why-mailbox-read-sign-ins = { $n ->
    [one] { $n } ouverture de session du compte par les services du web, des téléphones ou des logiciels de messagerie est journalisée
   *[other] { $n } ouvertures de session du compte par les services du web, des téléphones ou des logiciels de messagerie sont journalisées
 } ; ce qui a été ouvert ne l’est pas
why-mailbox-read-sent = Du courrier est parti de la boîte aux lettres même : quelqu’un y était ; ce qui a été lu n’est pas journalisé
why-mailbox-read-undivided = Des ouvertures de session du compte sont journalisées, mais Windows 2000 et 2003 ne disent pas pour quel service
why-mailbox-read-no = Aucun journal des accès aux boîtes aux lettres n’est disponible
why-listed-partly = { $n ->
    [one] { $n } refus nomme
   *[other] { $n } refus nomment
 } une liste de blocage ({ $lists }) ; seule la liste peut dire si l’adresse y est encore inscrite
why-listed-partly-unnamed = { $n ->
    [one] { $n } refus parle
   *[other] { $n } refus parlent
 } d’une liste de blocage sans la nommer ; seule la liste peut dire si l’adresse y est encore inscrite
why-listed-no = Aucun refus disponible ne nomme de liste de blocage ; cela seul ne veut pas dire que l’adresse n’y est pas inscrite

# Ce qu’il faut recueillir : la phrase avec sa commande, et quelques mots pour la page
collect-receive-log = Activez le journal de réception SMTP sur tous les connecteurs, puis copiez ce qu’il contient (RECV*.LOG) : { $command }
collect-receive-log-short = le journal de réception SMTP
collect-receive-2003 = Réglez la journalisation des diagnostics de MSExchangeTransport, SMTP Protocol, sur Maximum (l’événement 1708 nomme le compte), activez le journal du serveur virtuel SMTP, puis enregistrez le journal Application en .evt et copiez ex*.log : { $command }
collect-receive-2003-short = le journal SMTP, et le journal Application avec les diagnostics au maximum
collect-receive-unknown = Copiez le journal des sessions SMTP du serveur de messagerie ; pour Exchange 2010 et suivants tous les journaux du transport, pour d’autres serveurs le journal de courrier : { $command }
collect-receive-unknown-short = le journal des sessions SMTP du serveur de messagerie
collect-mail-log = Copiez le journal de courrier avec ses parties plus anciennes : { $command }
collect-mail-log-short = le journal de courrier avec ses parties plus anciennes
collect-sign-ins-online = Téléchargez les connexions par SMTP au format JSON : { $command }
collect-sign-ins-online-short = le journal des connexions
collect-tracking = Copiez les journaux de suivi des messages (MSGTRK*.LOG) : { $command }
collect-tracking-short = les journaux de suivi des messages
collect-tracking-2003 = Activez le suivi des messages dans la page Général du serveur, puis copiez les journaux quotidiens : { $command }
collect-tracking-2003-short = les journaux de suivi des messages
collect-tracking-unknown = Copiez le journal des messages du serveur de messagerie ; pour Exchange 2010 et suivants tous les journaux du transport, pour d’autres serveurs le journal de courrier : { $command }
collect-tracking-unknown-short = le journal des messages du serveur de messagerie
collect-trace-online = Exportez la trace des messages, dix jours à la fois : { $command }
collect-trace-online-short = la trace des messages
collect-security = Exportez le journal Sécurité des serveurs de messagerie et des contrôleurs de domaine : { $command }
collect-security-short = les journaux Sécurité (serveurs et contrôleurs de domaine)
collect-security-2003 = Enregistrez le journal Sécurité en .evt (Observateur d’événements, Enregistrer le fichier journal sous) sur les serveurs de messagerie et les contrôleurs de domaine : { $command }
collect-security-2003-short = les journaux Sécurité (serveurs et contrôleurs de domaine)
collect-audit = Faites journaliser les ouvertures de session, réussies et refusées, puis exportez le journal Sécurité : { $command }
collect-audit-short = le journal Sécurité, ouvertures de session comprises
collect-audit-2003 = Faites journaliser les ouvertures de session, réussies et refusées (Stratégies locales, Stratégie d’audit), puis enregistrez le journal Sécurité en .evt : { $command }
collect-audit-2003-short = le journal Sécurité, ouvertures de session comprises
collect-queues = Exportez les files d’attente, de nouveau toutes les quelques minutes : { $command }
collect-queues-short = les files d’attente, plusieurs fois
collect-queues-online = Exportez les messages encore en attente, de nouveau toutes les quelques minutes : { $command }
collect-queues-online-short = les messages encore en attente
collect-queues-unknown = Exportez les files d’attente, de nouveau toutes les quelques minutes (Exchange ; pour Postfix postqueue -j, pour Exim exim -bp) : { $command }
collect-queues-unknown-short = les files d’attente, plusieurs fois
collect-connectors = Exportez les domaines acceptés et les connecteurs de réception : { $command }
collect-connectors-short = les domaines acceptés et les connecteurs de réception
collect-connectors-2003 = Dans le Gestionnaire système, notez qui peut relayer et qui peut s’authentifier : { $command }
collect-connectors-2003-short = les réglages de relais et d’authentification
collect-connectors-online = Exportez les domaines acceptés et les connecteurs entrants, et voyez si l’authentification SMTP est permise : { $command }
collect-connectors-online-short = les domaines acceptés et les connecteurs entrants
collect-connectors-unknown = Exportez qui peut relayer et qui peut s’authentifier (Exchange ; pour Postfix postconf -n, pour Exim exim -bP config) : { $command }
collect-connectors-unknown-short = les réglages de relais et d’authentification
collect-mta-settings = Enregistrez les réglages du serveur et voyez qui peut relayer sans s’authentifier (relayscope ne les lit pas) : { $command }
collect-mta-settings-short = les réglages de relais et d’authentification
collect-mailbox-access = Copiez les journaux des accès web, téléphone et boîte aux lettres, et cherchez-y le compte (relayscope ne les lit pas) : { $command }
collect-mailbox-access-short = les journaux d’accès web, téléphone et messagerie
collect-mailbox-mta = Copiez les authentifications du serveur IMAP et POP, et cherchez-y le compte : { $command }
collect-mailbox-mta-short = le journal du serveur IMAP et POP
collect-mailbox-online = Cherchez dans le journal d’audit les accès à la boîte aux lettres, et de nouvelles règles : { $command }
collect-mailbox-online-short = le journal d’audit de la boîte aux lettres
collect-blocklists = Interrogez les listes de blocage depuis le réseau du site, sur l’adresse d’où part le courrier, ses nombres inversés ({ $address } ici) ; une réponse 127.0.0.x signifie inscrite ; de même bl.spamcop.net et b.barracudacentral.org : { $command }
collect-blocklists-short = une réponse des listes de blocage
collect-blocklists-online = Voyez si le service a bloqué l’expéditeur : { $command }
collect-blocklists-online-short = la liste des expéditeurs bloqués par le service
