# Words of the area: analysis

# Verdicts
verdict-authenticated-relay = { $account } relaie du spam par SMTP AUTH depuis { $addresses ->
    [0] des adresses que ces fichiers ne nomment pas
    [one] une adresse
   *[other] { $addresses } adresses
 }
verdict-authenticated-relay-several = { $accounts } relaient du spam par SMTP AUTH ({ $n } comptes) depuis { $addresses ->
    [0] des adresses que ces fichiers ne nomment pas
    [one] une adresse
   *[other] { $addresses } adresses
 }
verdict-authenticated-relay-unnamed = Quelqu’un relaie du spam par SMTP AUTH depuis { $addresses ->
    [0] des adresses que ces fichiers ne nomment pas
    [one] une adresse
   *[other] { $addresses } adresses
 } ; ces fichiers ne nomment pas le compte
verdict-open-relay = Le serveur relaie pour tout le monde : { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
 } depuis { $addresses ->
    [one] une adresse extérieure
   *[other] { $addresses } adresses extérieures
 }
verdict-internal-relay = { $n ->
    [one] { $hosts }, à l’intérieur, relaie du spam sans s’authentifier
   *[other] { $n } postes de l’intérieur relaient du spam sans s’authentifier ({ $hosts })
 }
verdict-allowed-relay = { $n ->
    [one] { $hosts }, admis par son adresse, relaie du spam sans s’authentifier
   *[other] { $n } postes admis par leur adresse relaient du spam sans s’authentifier ({ $hosts })
 }
verdict-mailbox-takeover = Quelqu’un d’autre envoie du spam depuis la boîte { $mailbox }{ $others ->
    [0] {""}
    [one] {" "}et une autre
   *[other] {" "}et { $others } autres
 }
verdict-reverse-ndr = Le serveur est amené à envoyer ses avis de non-remise à des victimes
verdict-backscatter = D’autres usurpent vos adresses, et les avis de non-remise vous reviennent
verdict-no-relay-seen = Aucun relais constaté
verdict-undetermined = Ces fichiers ne permettent pas de dire si du spam est relayé
kind-authenticated-relay = relais authentifié
kind-open-relay = relais ouvert
kind-internal-relay = relais depuis l’intérieur
kind-mailbox-takeover = boîte aux lettres détournée
kind-reverse-ndr = attaque par avis de non-remise
kind-backscatter = rétrodiffusion
kind-no-relay-seen = aucun relais constaté
kind-undetermined = indéterminé
subline-stopped = Depuis le { $first }{ $failures ->
    [0] {""}
    [one] , après un mot de passe erroné
   *[other] , après { $failures } mots de passe erronés
 } · arrêté le { $last }
subline-stopped-forged = Depuis le { $first }{ $failures ->
    [0] {""}
    [one] , après un mot de passe erroné
   *[other] , après { $failures } mots de passe erronés
 } · arrêté le { $last } · expéditeurs usurpés : { $senders } hors de cause
subline-last = Depuis le { $first }{ $failures ->
    [0] {""}
    [one] , après un mot de passe erroné
   *[other] , après { $failures } mots de passe erronés
 } · vu pour la dernière fois le { $last } ; peut-être encore en cours
subline-last-forged = Depuis le { $first }{ $failures ->
    [0] {""}
    [one] , après un mot de passe erroné
   *[other] , après { $failures } mots de passe erronés
 } · vu pour la dernière fois le { $last } ; peut-être encore en cours · expéditeurs usurpés : { $senders } hors de cause
subline-open-relay = Depuis le { $first } · vu pour la dernière fois le { $last }
confidence-pill = { $confidence }{ $kinds ->
    [0] {""}
    [one] {" · une seule sorte de source"}
   *[other] {" · "}{ $kinds } sources concordent
 }
confidence-established = établi
confidence-likely = probable
confidence-possible = possible

# Reasons for
reason-signed-in = { $account } s’est authentifié par SMTP { $n ->
    [one] une fois
   *[other] { $n } fois
 } depuis { $addresses }, du { $first } au { $last }
reason-signed-in-by-message = { $account } était authentifié par SMTP pour { $n } messages depuis { $addresses }, du { $first } au { $last }
reason-mail-tracked = Dans ces sessions, { $messages } messages vers { $recipients } destinataires ont été acceptés, dont { $forged } d’inconnus vers des inconnus, avec { $senders } expéditeurs différents (journal des messages, rattaché par session)
reason-mail-logged = Dans ces sessions, { $messages } messages vers { $recipients } destinataires ont été mis en file d’attente, dont { $forged } d’inconnus vers des inconnus (journal des sessions seul ; le journal des messages manque)
reason-mail-by-client = Depuis ces clients, { $messages } messages vers { $recipients } destinataires ont été acceptés pendant que les sessions étaient ouvertes, dont { $forged } d’inconnus vers des inconnus, avec { $senders } expéditeurs différents
reason-mail-by-logon = { $messages } messages vers { $recipients } destinataires ont été acceptés juste après des ouvertures de session de ce compte par le service de messagerie, dont { $forged } d’inconnus vers des inconnus, avec { $senders } expéditeurs différents
reason-mail-unnamed = { $messages } messages vers { $recipients } destinataires ont été acceptés de clients authentifiés, dont { $forged } d’inconnus vers des inconnus, avec { $senders } expéditeurs différents
reason-guessed = { $n } mots de passe erronés pour { $account } ont précédé, du { $first } au { $last }
reason-security = Le journal Sécurité montre { $n ->
    [one] une ouverture de session
   *[other] { $n } ouvertures de session
 } de { $account } par le service de messagerie aux mêmes moments
reason-queue-dump = { $n ->
    [one] Un message de cet abus attendait lors de l’export des files
   *[other] { $n } messages de cet abus attendaient lors de l’export des files
 }
reason-queue-peak = Les files d’attente ont contenu jusqu’à { $peak } messages, le { $at } ({ $basis })
reason-any-recipient = { $n ->
    [one] { $n } session extérieure a
   *[other] { $n } sessions extérieures ont
 } pu écrire à tout destinataire avant toute authentification, sur { $connectors }
reason-anonymous-mail = { $n } messages vers { $recipients } destinataires sont venus d’inconnus de l’extérieur, vers des inconnus, sans mot de passe
reason-internal-mail = { $host } a apporté { $n } messages vers { $recipients } destinataires, d’inconnus vers des inconnus, sous { $senders } domaines d’expéditeurs, sans s’authentifier
reason-mailbox-mail = { $n } messages vers { $recipients } destinataires ont quitté la boîte { $mailbox } vers l’extérieur, remis par la banque de messages et non par SMTP
reason-mailbox-guessed = Son compte a été ouvert le { $at } depuis { $address }, après { $n } tentatives refusées
reason-mailbox-new-place = Son compte a servi le { $at } depuis { $address }, d’où aucune de ses { $before } authentifications antérieures n’était venue
reason-mailbox-rule = { $n ->
    [one] Une règle ou un transfert y a été installé le { $at }
   *[other] { $n } règles ou transferts y ont été installés, le premier le { $at }
 }
reason-mailbox-failed = { $n } de ses destinataires ont échoué ({ $percent } %), comme avec une liste d’adresses achetée
reason-reports-refused = { $n } avis de non-remise sont partis vers des inconnus, pour des messages venus de l’extérieur et destinés à des personnes qui n’existent pas chez vous
reason-unknown-recipients = { $n ->
    [one] { $n } message venu de l’extérieur n’a pu être remis
   *[other] { $n } messages venus de l’extérieur n’ont pu être remis
 } à aucune boîte d’ici
reason-stray-bounces = { $n } avis de non-remise sont arrivés de l’extérieur, pour des messages que ces fichiers ne montrent pas au départ
reason-explains-reports = Cela explique aussi { $n ->
    [one] { $n } avis de non-remise que votre serveur a envoyé à un expéditeur usurpé
   *[other] { $n } avis de non-remise que votre serveur a envoyés à des expéditeurs usurpés
 }
reason-explains-bounces = Cela explique aussi { $n ->
    [one] { $n } avis de non-remise arrivé pour une personne dont l’adresse a été usurpée
   *[other] { $n } avis de non-remise arrivés pour des personnes dont les adresses ont été usurpées
 }
reason-covered-both = Le journal des sessions SMTP et celui des messages couvrent la période, et aucun ne montre de relais
reason-covered-receive = Le journal des sessions SMTP couvre la période et ne montre aucun relais ; le journal des messages manque
reason-covered-tracking = Le journal des messages couvre la période et ne montre aucun relais ; le journal des sessions SMTP manque
reason-covered-tracking-blind = Le journal des messages couvre la période et ne montre aucun relais ; le journal du serveur frontal ne montre pas ce que les clients authentifiés ont envoyé
reason-not-covered = Ni journal des sessions SMTP ni journal des messages ne couvrent la période
reason-front-end-alone = Le journal du serveur frontal montre qui s’est authentifié, mais non ce qui a été envoyé ; le journal du hub et celui des messages manquent
reason-other-opened = { $account } a été ouvert le { $at } après { $n } tentatives refusées, puis a envoyé { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
 } vers l’extérieur en son propre nom : demandez à son titulaire si c’était lui
reason-other-reports = { $n } avis de non-remise sont partis vers l’extérieur : des messages falsifiés sont peut-être renvoyés à des victimes
reason-other-mailbox = { $n } messages sont partis de boîtes aux lettres (Outlook, OWA, téléphones), et non par SMTP AUTH : une boîte a peut-être été détournée
reason-other-inside = { $n } messages d’inconnus vers des inconnus sont venus de clients autorisés sans compte nommé : un poste infecté, une application, ou un compte que ces fichiers ne nomment pas, est peut-être utilisé

# Reasons against
against-honest-use = { $account } a aussi servi depuis { $addresses } de façon habituelle ({ $messages } messages) ; cela ne fait pas partie de l’abus
against-forged-locals = Les adresses { $senders } figurent comme expéditeurs ({ $n } en tout) ; une fois authentifié, on peut écrire n’importe quel expéditeur : ces personnes sont hors de cause
against-by-logon = Aucun journal du protocole ne nomme le compte : il est rattaché par l’heure seule, et un autre compte a pu s’authentifier au même moment
against-by-client = Le journal SMTP du hub manque : les messages sont rattachés aux sessions par le client et l’heure
against-by-event = L’événement 1708 nomme le compte et le client, mais aucun journal de ce serveur ne numérote ses sessions : les messages y sont rattachés par le client et l’heure
against-unnamed = Aucun journal ne nomme le compte
against-stray = { $n } autres messages de clients authentifiés n’ont pu être rattachés à un compte
against-owner = Si le titulaire de { $account } reconnaît ces adresses et ces messages, le verdict tombe
against-no-domains = Aucun de vos domaines n’est connu : « extérieur » est une supposition ; indiquez vos domaines pour trancher
against-domains-concluded = Vos domaines sont déduits des journaux ({ $domains }) ; s’il en manque un, du courrier ordinaire paraît extérieur
against-ignored-domain = Le domaine accepté { $domains } rendrait toute adresse locale et n’est pas pris en compte
against-scoped-relay = Une application ou un prestataire que le connecteur autorise par son adresse aurait la même apparence ; comparez les plages distantes du connecteur
against-internal-relay = Un serveur de listes, un outil de tickets ou une passerelle qui transmet le courrier d’autrui aurait la même apparence ; demandez qui exploite ce poste
against-inside = Le compte a servi de l’intérieur : une application autorisée à écrire au nom d’autrui aurait la même apparence
against-mailbox = Quiconque a le droit d’« envoyer en tant que » { $mailbox } a pu écrire cela ; la parole du titulaire, ou le journal d’accès à la boîte, trancherait
against-reverse-ndr = Une erreur qui rendrait vos propres boîtes inconnues produirait aussi de tels avis ; regardez qui étaient les destinataires
against-backscatter = Personne ne s’est authentifié pour cela : aucun mot de passe n’est à réinitialiser pour ce seul motif
against-clocks = L’horloge { $n ->
    [one] d’un fichier est décalée
   *[other] de { $n } fichiers est décalée
 }, jusqu’à { $seconds } secondes ; elle a été corrigée d’après les lignes que deux fichiers rapportent
against-undetermined = Un journal des sessions SMTP ou des messages de cette période trancherait
against-undetermined-covered = Qui exploite ces postes et ces boîtes peut dire si ce courrier devait partir
against-vouched = Des messages d’inconnus vers des inconnus sont venus par un compte ou un client que vous avez marqué comme en ordre, et ne comptent pas
against-silence = Ce qui n’est journalisé nulle part ne se voit pas : par défaut, rien n’est journalisé sur le port 587

# Suspects
suspect-abused = { $messages } messages vers { $recipients } destinataires sont partis par { $account } dans l’abus
suspect-opened = Ouvert le { $at } depuis { $address } après { $n } tentatives refusées
suspect-right-password = { $n ->
    [one] { $n } tentative avait le bon mot de passe et a été refusée
   *[other] { $n } tentatives avaient le bon mot de passe et ont été refusées
 } pour une autre raison
suspect-established = Deux sortes de sources concordent, ou un journal le nomme dans les sessions mêmes
suspect-findings = { $n ->
    [one] Une autre chose a été vue à son sujet ({ $findings })
   *[other] { $n } autres choses ont été vues à son sujet ({ $findings })
 }
suspect-known-good = Vous avez marqué ce compte comme connu et en ordre
suspect-attacked = { $n } tentatives refusées ; ses authentifications réussies paraissent être les siennes
suspect-no-abuse = Aucun abus constaté : { $messages ->
    [0] aucun message n’est parti par ce compte en SMTP
   *[other] ses { $messages } messages paraissent ordinaires
 }

# Noise
noise-health-mailbox = boîtes de surveillance d’Exchange
noise-computer-account = comptes d’ordinateurs
noise-system-account = comptes de Windows même
noise-service-logon = services et tâches planifiées
noise-server-to-server = serveurs Exchange entre eux
noise-kerberos-preauth = première étape d’une authentification Kerberos

# Queue depth and basis
depth-none = aucune mesure
depth-rebuilt = reconstitué d’après le journal des messages
depth-snapshot = relevé des files d’attente
depth-queue-log = journal des files d’attente
basis-user = indiqué par vous
basis-configuration = d’après la configuration
basis-evidence = déduit des journaux
basis-default = par défaut
