# Seconde moitié du rapport : actions, vérifications, reste à faire, méthode, preuves, signatures, annexes.

report-record-as-is = { $text }
report-record-more-rows = { $n ->
    [one] { $n } ligne de plus n’est pas reproduite.
   *[other] { $n } lignes de plus ne sont pas reproduites.
}
report-record-more-rows-export = { $n ->
    [one] { $n } ligne de plus n’est pas reproduite : exporter la table « { $table } ».
   *[other] { $n } lignes de plus ne sont pas reproduites : exporter la table « { $table } ».
}

# Titres de colonnes
report-record-col-accepted = Réussites
report-record-col-after = Enregistrement avant la lacune
report-record-col-again = À la date du rapport
report-record-col-answered = Réponse possible
report-record-col-ask = Où demander le retrait
report-record-col-balance = Lus + récupérés + ignorés + endommagés = total
report-record-col-basis = Fondement
report-record-col-before = Enregistrement après la lacune
report-record-col-check = Vérification
report-record-col-collect = À recueillir
report-record-col-count = Nombre
report-record-col-damage = Anomalie
report-record-col-exhibit = Pièce
report-record-col-exhibits = Pièces
report-record-col-figure = Seuil
report-record-col-first-accepted = Première réussite
report-record-col-from = Du
report-record-col-last-accepted = Dernière réussite
report-record-col-limits = Limites
report-record-col-machine = Machine
report-record-col-meaning = Signification
report-record-col-names = Comptes essayés
report-record-col-now = Dernier résultat
report-record-col-number = N°
report-record-col-owner = Responsable, échéance
report-record-col-provider = Fournisseur
report-record-col-question = Question
report-record-col-record = Réf.
report-record-col-refused = Échecs
report-record-col-result = Résultat
report-record-col-says = Ce qu’il indique
report-record-col-setting = Paramètre
report-record-col-severity = Gravité
report-record-col-state = État
report-record-col-step = Étape
report-record-col-target = Cible
report-record-col-term = Terme
report-record-col-test = Test
report-record-col-title = Intitulé
report-record-col-to = Au
report-record-col-uncovered = Non couvert
report-record-col-value = Valeur
report-record-col-way = De → vers
report-record-col-what = Opération
report-record-col-who = Qui
report-record-col-why = Pourquoi

# Actions
report-record-against = Les preuves contredisent ce qui a été fait : { $what }.{ $n ->
    [0] {""}
    [one] {" "}Étape concernée : { $steps }.
   *[other] {" "}Étapes concernées : { $steps }.
}
report-record-done-contradicted = faite, mais contredite par les preuves
report-record-nothing-done = Aucune étape de la remédiation n’est encore indiquée comme faite.
report-record-done-by = Réalisée par
report-record-by-at = { $who }, { $at }
report-record-overridden = Réalisée malgré un avertissement
report-record-proofs = Preuves de réalisation
report-record-proof-file = Fichier { $file }, { $size }, SHA-256 { $sha } ; { $kept }
report-record-proof-answer = Vérification n° { $n } du { $at } : { $answer } ; le dialogue figure dans l’annexe des transcriptions
report-record-quoted = « { $text } »
report-record-said-at = { $said }, { $at }
report-record-due = échéance { $day }
report-record-contradicted = Contredite par les preuves
report-record-doing = En cours
report-record-begun = { $step } – { $title } ; commencée { $at }, { $who }
report-record-proofs-so-far = { $n ->
    [one] { $n } preuve à ce jour
   *[other] { $n } preuves à ce jour
}
report-record-shows = Ce que les preuves montrent de la remédiation
report-record-covered = Dernier abus constaté : { $last } ; les sources qui montreraient une ouverture de session s’arrêtent à cette date : { $until }.
report-record-no-signs = Les preuves disponibles ne montrent rien de la remédiation. Des journaux recueillis après les travaux le pourraient.

# Vérifications
report-record-consent = Autorisation des vérifications
report-record-no-consent = Des vérifications ont été faites, mais le dossier ne contient plus d’autorisation.
report-record-nothing-checked = Aucune vérification n’a encore été faite : rien ici ne montre, de l’extérieur, que la remédiation tient.
report-record-checks = Vérifications : dernière réponse pour chaque cible, et la précédente
report-record-answer-name = Vérification n° { $n } : { $check }, { $target }
report-record-raw = Réponse : { $raw }
report-record-no-flow = Aucun test du flux de messagerie n’a encore été noté.
report-record-no-plan = Aucune nouvelle vérification n’est encore planifiée.
report-record-retest-open = à faire

# Reste à faire
report-record-not-begun = Aucune preuve n’a été lue et aucune étape n’a été commencée : on ne peut pas encore dire ce qui reste à faire.
report-record-not-proven = { $n ->
    [one] L’étape { $steps } est cochée comme faite, mais elle n’est pas prouvée
   *[other] Les étapes { $steps } sont cochées comme faites, mais elles ne sont pas prouvées
 } : { $what }.
report-record-open = À faire

# Recommandations
report-record-recommended = Au-delà des étapes obligatoires, ce dossier appelle les mesures suivantes. Dans chaque phase, ce qui importe le plus ici vient en premier.
report-record-recommend = { $title } ({ $step }, { $priority }). { $why }

# Méthode
report-record-tool = Comment les conclusions ont été obtenues
report-record-version = Ce rapport a été établi avec relayscope { $version }, un programme qui lit hors ligne les journaux des serveurs de messagerie.
report-record-works-reads = Les fichiers sont ouverts en lecture seule et leur empreinte est calculée à la lecture ; chaque enregistrement est compté comme lu, récupéré, ignoré ou endommagé.
report-record-works-joins = Les ouvertures de session, les sessions SMTP, les messages et les files d’attente sont placés sur une même chronologie, après comparaison des horloges, puis rapprochés par numéro de session, par client et par heure.
report-record-works-weighs = Un verdict indique ce qui l’appuie et ce qui s’y oppose ; il n’est dit certain que si deux types de journaux indépendants concordent, ou si l’un d’eux nomme le compte dans la session même qui a mis le courrier en file d’attente.
report-record-works-same = Les mêmes fichiers et les mêmes paramètres donnent toujours les mêmes constats, quel que soit l’opérateur.
report-record-settings = Options et paramètres du site
report-record-basis-user = indiqué par le consultant
report-record-basis-assumed = supposé ; personne ne l’a indiqué
report-record-hours = { $days }, de { $from } h à { $to } h ({ $zone })
report-record-zones = Fuseaux horaires et horloges
report-record-zone = Toutes les heures de ce rapport sont exprimées dans le fuseau { $zone }. Le tableau indique comment le fuseau de chaque source est connu et de combien son horloge était décalée.
report-record-zone-set = { $zone }, fixé par le consultant
report-record-clock-set-right = Juste, selon le consultant
report-record-clock-set-ahead = Avance de { $seconds } secondes, selon le consultant ; corrigée
report-record-clock-set-behind = Retarde de { $seconds } secondes, selon le consultant ; corrigée
report-record-aside = Mis de côté, et compté
report-record-repeats = { $n ->
    [one] { $n } ligne de { $source } figure aussi
   *[other] { $n } lignes de { $source } figurent aussi
 } dans { $other } et ne compte qu’une fois.
report-record-noise = { $n ->
    [one] { $n } authentification mise de côté comme anodine
   *[other] { $n } authentifications mises de côté comme anodines
 } : { $reason }.
report-record-uncovered = Périodes qu’aucune source ne couvre
report-record-limits = Limites
report-record-limit-sender = L’expéditeur d’un message ne prouve rien : qui s’authentifie peut écrire n’importe quel expéditeur. Le compte est établi d’après les seules authentifications.
report-record-limit-absence = Là où aucun journal ne couvre une période, on ne peut rien en dire ; n’avoir rien vu ne signifie pas que rien ne s’est passé.
report-record-limit-people = Les journaux nomment des comptes, des adresses et des machines. Ils ne disent pas quelle personne était au clavier.
report-record-limit-damaged = { $n ->
    [one] { $n } enregistrement endommagé n’a pas pu être lu ; il figure
   *[other] { $n } enregistrements endommagés n’ont pas pu être lus ; ils figurent
 } dans la liste des preuves.
report-record-limit-gaps = { $n ->
    [one] En { $n } endroit, un journal des événements saute
   *[other] En { $n } endroits, les journaux des événements sautent
 } des numéros d’enregistrement : des enregistrements ont été retirés, écrasés ou omis lors de l’export.
report-record-figures = Seuils employés
report-record-figures-changed = { $n ->
    [0] Les seuils qui ont décidé figurent dans ce rapport. Tous sont ceux d’origine du programme.
    [one] Les seuils qui ont décidé figurent dans ce rapport. { $n } seuil diffère de ceux d’origine ; il est signalé.
   *[other] Les seuils qui ont décidé figurent dans ce rapport. { $n } seuils diffèrent de ceux d’origine ; ils sont signalés.
}
report-record-figure-was = { $value } (d’origine : { $usual })

# Preuves
report-record-evidence = Les preuves ont été lues, en copie ou en original, sans être modifiées. L’empreinte SHA-256 de chaque pièce figure ci-dessous.
report-record-no-evidence = Aucune preuve n’a encore été lue.
report-record-exhibits = Pièces, et ce que sont devenus leurs enregistrements
report-record-hashes = Empreinte SHA-256 de chaque pièce
report-record-not-hashed-again = Les empreintes n’ont pas été recalculées pour ce rapport : il n’est pas vérifié ici que les pièces sont restées les mêmes.
report-record-evidence-changed = Toutes les pièces ne sont pas telles qu’elles ont été lues : { $changed ->
    [0] aucune n’a changé
    [one] { $changed } a changé
   *[other] { $changed } ont changé
 }, { $missing ->
    [0] aucune ne manque
    [one] { $missing } n’a pas été retrouvée
   *[other] { $missing } n’ont pas été retrouvées
 }.
report-record-fingerprint-head = Empreinte du dossier de preuves
report-record-fingerprint = { $fingerprint } – les 16 premiers chiffres du SHA-256 calculé sur les empreintes de toutes les pièces dans leur ordre, chacune en hexadécimal minuscule suivie d’un saut de ligne. Chacun peut la recalculer d’après le tableau ci-dessus, par exemple avec sha256sum sur un fichier texte contenant ces empreintes, une par ligne.
report-record-damages = Enregistrements et fichiers endommagés, les cinq premiers de chaque pièce
report-record-gaps = Numéros d’enregistrement que sautent les journaux des événements
report-record-zones-assumed = { $n ->
    [one] { $n } pièce n’indique pas de fuseau ; ses heures ont été lues
   *[other] { $n } pièces n’indiquent pas de fuseau ; leurs heures ont été lues
 } par hypothèse dans le fuseau { $zone } : { $exhibits }.
report-record-custody = Registre de traçabilité
report-record-no-custody = Aucun registre de traçabilité n’a été tenu : le dossier n’était pas enregistré dans un fichier.
report-record-custody-hidden = { $n ->
    [one] { $n } opération entre ces deux tableaux n’est pas reproduite ; elle figure dans le dossier.
   *[other] { $n } opérations entre ces deux tableaux ne sont pas reproduites ; elles figurent dans le dossier.
}

# Signatures
report-record-signed = Par leur signature, les parties confirment avoir reçu ce rapport, établi sur les preuves dont l’empreinte est { $fingerprint }. Si une annexe de preuves a été remise avec lui, son SHA-256 est inscrit ici à la main : ________________________________
report-record-accepts = Le client confirme en outre, en cochant chaque ligne :
report-record-accepts-outstanding = Nous savons quelles actions restent à faire, qui s’en charge et pour quelle échéance.
report-record-accepts-decisions = Les actions que nous avons refusées ou écartées sont exactement indiquées ; nous connaissons le risque qui demeure.
report-record-accepts-data = Nous avons reçu les éléments utiles à la décision de notifier ou non l’autorité ; cette décision nous appartient.
report-record-for-client = Pour le client
report-record-for-consultant = Pour le consultant
report-record-witness = Témoin (facultatif)
report-record-sign-company = Société
report-record-sign-name = Nom
report-record-sign-position = Fonction
report-record-sign-place-date = Lieu et date
report-record-sign-signature = Signature

# Annexes
report-record-tables = Ces tableaux reproduisent les premières lignes. Les tables entières peuvent être exportées du dossier en CSV, JSON ou Parquet.
report-record-relayed = Messages relayés, les premiers dans le temps
report-record-by-address = Échecs d’authentification par adresse
report-record-held = Messages en file d’attente et fichiers de messages, ceux qui ont le plus de destinataires d’abord
report-record-queue-peaks = Plus forte mesure de chaque file d’attente
report-record-place = pièce n° { $n }, { $place }
report-record-headers = Ce qu’indiquent les en-têtes de quelques messages, pour autant que les preuves le contiennent. Le texte des messages n’est pas reproduit ; les destinataires sont comptés.
report-record-sample = Message { $n } : { $exhibit }, { $place }
report-record-header-from = Expéditeur affiché (From)
report-record-speakers = C: désigne le programme, S: le correspondant, -- une remarque du programme. Aucun message ni aucun mot de passe n’est jamais envoyé.
report-record-dialogue = Début { $at }, { $who }
report-record-more-lines = { $n ->
    [one] { $n } ligne de plus est conservée dans le dossier.
   *[other] { $n } lignes de plus sont conservées dans le dossier.
}
report-record-checklist = Toutes les étapes qu’appellent ce site ({ $platform }) et cet incident. Une case se coche à la main lorsque le client et le consultant s’accordent sur l’état indiqué après l’étape.
report-record-check-line = { $step } – { $title } ({ $priority })
report-record-records = Chaque référence entre crochets renvoie à une ligne de ce tableau. L’annexe de preuves contient le texte brut de ces enregistrements.
report-record-row-gone = Cet enregistrement ne figure pas parmi les lignes actuelles du dossier ; son emplacement est indiqué.

# Termes employés
report-record-term-account = Compte
report-record-term-account-is = Nom et mot de passe par lesquels les serveurs reconnaissent une personne, un appareil ou un programme.
report-record-term-auth = AUTH (authentification SMTP)
report-record-term-auth-is = Commande par laquelle un programme de messagerie donne un nom et un mot de passe avant d’envoyer. Qui connaît les deux peut en général écrire à n’importe qui.
report-record-term-backscatter = Rétrodiffusion
report-record-term-backscatter-is = Avis de non-remise reçus par des personnes dont un inconnu a usurpé l’adresse comme expéditeur.
report-record-term-blocklist = Liste de blocage (liste noire, DNSBL)
report-record-term-blocklist-is = Liste publique d’adresses qui envoient du courrier indésirable. De nombreux serveurs refusent le courrier de celles qui y sont inscrites.
report-record-term-brute-force = Recherche de mots de passe
report-record-term-brute-force-is = Essai de nombreux mots de passe, l’un après l’autre, jusqu’à ce que l’un convienne.
report-record-term-connector = Connecteur de réception
report-record-term-connector-is = Réglage du serveur de messagerie qui fixe l’adresse et le port où il reçoit du courrier, de qui, et avec ou sans mot de passe.
report-record-term-custody = Chaîne de conservation
report-record-term-custody-is = Suite ininterrompue de ce qui a été fait des preuves : par qui, et quand.
report-record-term-dkim = DKIM
report-record-term-dkim-is = Signature par laquelle un domaine de messagerie montre qu’un message vient de lui et n’a pas été modifié.
report-record-term-envelope = Expéditeur d’enveloppe
report-record-term-envelope-is = Expéditeur annoncé entre les serveurs. Il s’écrit librement et peut différer de celui que voit le lecteur.
report-record-term-exhibit = Pièce
report-record-term-exhibit-is = Fichier retenu comme preuve, sous son numéro dans ce rapport.
report-record-term-helo = Nom annoncé (HELO)
report-record-term-helo-is = Nom sous lequel un programme se présente à un serveur de messagerie. Il peut être inventé.
report-record-term-indicator = Indicateur de compromission
report-record-term-indicator-is = Trace, telle qu’une adresse, à laquelle la même attaque peut être reconnue ailleurs.
report-record-term-mx = Enregistrement MX
report-record-term-mx-is = Entrée du DNS qui indique le serveur recevant le courrier d’un domaine.
report-record-term-ndr = Avis de non-remise (NDR)
report-record-term-ndr-is = Message par lequel un serveur annonce à l’expéditeur qu’il n’a pas pu remettre le sien.
report-record-term-open-relay = Relais ouvert
report-record-term-open-relay-is = Serveur de messagerie qui accepte, sans mot de passe, du courrier d’inconnus pour des inconnus.
report-record-term-personal-data = Données personnelles
report-record-term-personal-data-is = Toute information sur une personne identifiée ou identifiable : noms, adresses, contenu du courrier.
report-record-term-ptr = DNS inverse (PTR)
report-record-term-ptr-is = Entrée du DNS qui donne le nom correspondant à une adresse.
report-record-term-queue = File d’attente
report-record-term-queue-is = Messages qui attendent dans le serveur de pouvoir être transmis.
report-record-term-relay = Relayer
report-record-term-relay-is = Accepter du courrier d’un inconnu et le transmettre à un autre.
report-record-term-reset = Réinitialisation du mot de passe
report-record-term-reset-is = Nouveau mot de passe donné par un administrateur ; le changement fait par le titulaire lui-même n’en est pas une.
report-record-term-session = Session
report-record-term-session-is = Un échange entre un programme et un serveur, de la connexion à sa fin. Elle survit à un changement de mot de passe.
report-record-term-sha256 = Empreinte SHA-256
report-record-term-sha256-is = Nombre calculé sur tous les octets d’un fichier. Si un seul octet change, le nombre est différent.
report-record-term-smtp = SMTP
report-record-term-smtp-is = Langage dans lequel les serveurs de messagerie se transmettent le courrier.
report-record-term-spam = Courrier indésirable (spam)
report-record-term-spam-is = Courrier que personne n’a demandé, envoyé à un très grand nombre de destinataires.
report-record-term-spf = SPF
report-record-term-spf-is = Entrée du DNS qui indique quels serveurs peuvent envoyer du courrier pour un domaine.
report-record-term-tls = TLS
report-record-term-tls-is = Chiffrement d’une connexion. Sans lui, les mots de passe traversent le réseau en clair.
report-record-term-tracking = Journal de suivi des messages
report-record-term-tracking-is = Liste, tenue par le serveur, de tous les messages : arrivée, expéditeur, destinataires, et ce qu’ils sont devenus.
