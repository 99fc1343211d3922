# Première moitié du rapport : couverture, synthèse, faits, chronologie, comptes, causes, indicateurs, conséquences, données personnelles.

# Couverture
report-story-kicker = Constats, remédiation, vérification
report-story-title-relay = Rapport d’incident : abus du relais de messagerie
report-story-title-mailbox = Rapport d’incident : boîte aux lettres détournée
report-story-title-forged = Rapport d’incident : courrier usurpé et avis de non-remise
report-story-title-examination = Rapport : examen des journaux de messagerie
report-story-no-verdict = Aucune preuve n’a encore été analysée : ce rapport n’affirme rien sur ce qui s’est passé.
report-story-client = Client
report-story-consultant = Consultant
report-story-reference = Référence
report-story-period = Période couverte par les preuves
report-story-from-to = { $first } – { $last } ({ $zone })
report-story-no-period = aucun enregistrement daté
report-story-date = Date du rapport
report-story-print = Empreinte des preuves
report-story-print-of = { $print } ({ $n ->
    [one] une pièce
   *[other] { $n } pièces
 })
report-story-state = État
report-story-state-draft = projet
report-story-state-final = définitif
report-story-to-fill = à compléter
report-story-confidential = Confidentiel. Ce rapport contient des données personnelles : noms de comptes, adresses, expéditeurs et destinataires de courrier. Ne le transmettez qu’aux personnes qui en ont besoin.
report-story-redacted = Les noms et les adresses sont remplacés par des pseudonymes. Le même pseudonyme désigne partout le même nom.
report-story-draft = Projet : les parties inachevées sont signalées comme telles et peuvent changer.
report-story-changed = { $n ->
    [one] Un fichier de preuve a changé depuis sa lecture
   *[other] { $n } fichiers de preuve ont changé depuis leur lecture
 } ; voir la partie consacrée aux preuves.
report-story-missing = { $n ->
    [one] Un fichier de preuve n’a pas été retrouvé lors de l’établissement de ce rapport
   *[other] { $n } fichiers de preuve n’ont pas été retrouvés lors de l’établissement de ce rapport
 } ; voir la partie consacrée aux preuves.
report-story-demo = Cet incident est inventé. Tous les noms et toutes les adresses sont fictifs.
report-story-no-advice = Ce rapport présente des faits techniques et ne constitue pas un avis juridique.

# Ce qui s’est passé, en termes simples
report-story-plain-authenticated-relay = Le serveur a servi de relais à des envois de courrier indésirable au moyen { $n ->
    [one] du compte « { $account } »
   *[other] de { $n } comptes ({ $account })
 } entre le { $first } et le { $last } : quelqu’un qui connaissait le mot de passe s’est authentifié et a fait envoyer du courrier à des inconnus par le serveur.
report-story-plain-authenticated-relay-unnamed = Le serveur a servi de relais à des envois de courrier indésirable entre le { $first } et le { $last } : quelqu’un s’est authentifié par un mot de passe et a fait envoyer du courrier à des inconnus par le serveur ; aucun journal disponible ne nomme le compte.
report-story-plain-open-relay = Le serveur a servi de relais à des envois de courrier indésirable entre le { $first } et le { $last } : il acceptait du courrier d’inconnus pour des inconnus sans demander de mot de passe.
report-story-plain-internal-relay = Le serveur a servi de relais à des envois de courrier indésirable entre le { $first } et le { $last } : une machine ou une application à laquelle il fait confiance pour son adresse lui a remis ce courrier, sans mot de passe.
report-story-plain-mailbox-takeover = Du courrier indésirable a été envoyé depuis { $n ->
    [0] une boîte aux lettres du site
    [one] la boîte aux lettres de « { $account } »
   *[other] { $n } boîtes aux lettres ({ $account })
 } entre le { $first } et le { $last } : une autre personne que le titulaire s’est servie de la boîte elle-même.
report-story-plain-reverse-ndr = Entre le { $first } et le { $last }, des inconnus ont adressé au serveur, sous des expéditeurs usurpés, du courrier pour des personnes qui n’existent pas ; ses avis de non-remise sont partis vers les titulaires des adresses usurpées.
report-story-plain-backscatter = Entre le { $first } et le { $last }, des avis de non-remise sont revenus au sujet de courrier que d’autres avaient envoyé ailleurs sous des adresses usurpées du site ; personne n’a eu besoin d’entrer pour cela.

# Synthèse
report-story-done = Ce qui a été fait
report-story-progress = { $done ->
    [one] { $done } étape de la remédiation sur { $all } est faite
   *[other] { $done } étapes de la remédiation sur { $all } sont faites
 }{ $aside ->
    [0] {""}
    [one] , une a été écartée avec justification ou est sans objet
   *[other] , { $aside } ont été écartées avec justification ou sont sans objet
 }.{ $done ->
    [0] {""}
   *[other] {" Les plus importantes de celles qui sont faites :"}
 }
report-story-shown = { $what } (montré par les preuves)
report-story-kind-at = { $kind }, { $at }
report-story-contradicted = Les preuves contredisent la remédiation. { $what }{ $more ->
    [0] {""}
    [one] {" Une autre contradiction figure dans la partie consacrée aux vérifications."}
   *[other] {" "}{ $more } autres contradictions figurent dans la partie consacrée aux vérifications.
 }
report-story-nothing-done = Aucune étape de la remédiation n’est encore consignée comme faite.
report-story-left = Ce qui reste à faire
report-story-open-must = { $n ->
    [0] Aucune étape obligatoire ne reste à faire.
    [one] Une étape obligatoire reste à faire :
   *[other] { $n } étapes obligatoires restent à faire :
 }
report-story-refused = { $n ->
    [one] Le client a refusé une étape :
   *[other] Le client a refusé { $n } étapes :
 }

# Faits
report-story-facts-how = V1, V2… disent ce qui s’est passé ; F1, F2… ce qui a été constaté, sous les mêmes numéros qu’à l’écran et dans les tableaux exportés. Un numéro tel que R1 désigne un enregistrement des preuves ; la dernière annexe les énumère tous avec leur fichier et leur place. Le poids d’un constat, de 0 à 100, dit combien il compte.
report-story-figures = Chiffres
report-story-rests-on = Ce sur quoi cela repose
report-story-innocent = Explications innocentes
report-story-matters = Pourquoi cela importe
report-story-weight = poids { $n } sur 100
report-story-not-settled = non tranché
report-story-against-none = Rien dans ces fichiers ne s’y oppose ; la preuve d’une des explications ci-dessous le ferait.
report-story-innocent-authenticated-relay = Le titulaire du compte, ou une application qui s’en sert, a envoyé ce courrier volontairement et depuis ces endroits
report-story-innocent-open-relay = Une application ou un prestataire que le serveur admet pour son adresse a envoyé ce courrier volontairement
report-story-innocent-internal-relay = Un serveur de listes, une lettre d’information, un gestionnaire de tickets ou une passerelle qui transmet le courrier d’autrui
report-story-innocent-mailbox-takeover = Un envoi en nombre que le titulaire, ou une personne qui peut envoyer en son nom, a fait volontairement
report-story-innocent-reverse-ndr = Beaucoup de courrier ordinaire vers des adresses mal saisies ou anciennes
report-story-innocent-backscatter = Un envoi en nombre du site lui-même à d’anciennes adresses, qui suscite les mêmes avis

# Chronologie
report-story-key-events = Événements marquants (heures : { $zone })
report-story-marked = Lignes signalées par le consultant
report-story-what = Ce qui s’est passé
report-story-who = Qui, et d’où
report-story-note = Étiquettes et note
report-story-no-event = Aucun événement daté n’est encore connu.
report-story-first-wrong = Premier mot de passe erroné pour { $account }, sur { $n } tentatives refusées
report-story-last-wrong = Dernier mot de passe erroné pour { $account } avant l’abus, sur { $n } tentatives refusées
report-story-first-use = Première utilisation abusive ({ $kind }){ $n ->
    [0] {""}
   *[other] {" : "}{ $account }
 }
report-story-last-use = Dernière utilisation abusive constatée ({ $kind }){ $n ->
    [0] {""}
   *[other] {" : "}{ $account }
 }
report-story-first-message = Premier message abusif accepté
report-story-last-message = Dernier message abusif accepté
report-story-peak = Files d’attente au plus haut : { $peak } messages en attente ({ $basis })
report-story-against = { $what } (contredit la remédiation)
report-story-step-done = Étape faite : « { $title } »
report-story-row-sign-in = Authentification : { $result }
report-story-row-session = Session SMTP : { $messages ->
    [one] { $messages } message accepté
   *[other] { $messages } messages acceptés
 }, { $recipients ->
    [one] { $recipients } destinataire
   *[other] { $recipients } destinataires
 }
report-story-row-mail = Message, { $event } : { $titled ->
    [yes] « { $subject } »
   *[no] sans objet
 }, { $recipients ->
    [one] { $recipients } destinataire
   *[other] { $recipients } destinataires
 }
report-story-row-queue = Relevé de file d’attente : { $n } en attente
report-story-row-held = Message conservé : { $titled ->
    [yes] « { $subject } »
   *[no] sans objet
 }, { $recipients ->
    [one] { $recipients } destinataire
   *[other] { $recipients } destinataires
 }
report-story-sender = expéditeur d’enveloppe { $sender }

# Comptes
report-story-role = Rôle dans l’affaire
report-story-is-abused = détourné
report-story-is-suspect = suspect : ouvert par un tiers, ou mot de passe connu d’un tiers
report-story-written = Tel qu’écrit dans les journaux
report-story-first-failure = Premier mot de passe erroné
report-story-first-success = Première utilisation acceptée
report-story-last-success = Dernière utilisation acceptée
report-story-addresses = Utilisé depuis
report-story-counts = Décomptes
report-story-why = Pourquoi il figure ici
report-story-attacked = Comptes attaqués, sans signe d’abus
report-story-set-aside = Écarté comme inoffensif
report-story-reason = Raison
report-story-known-good = Connus et en règle, d’après le site : { $names }

# Comment
report-story-how-open = On ne peut pas encore dire comment cela a été possible : les fichiers disponibles ne permettent pas de trancher ce qui s’est passé.
report-story-alternatives = Autres explications examinées
report-story-also = { $what } (également constaté, { $id })
report-story-not-authenticated-relay = Non constaté : ces fichiers ne montrent aucun courrier d’inconnus à inconnus dans des sessions où quelqu’un s’était authentifié.
report-story-not-open-relay = Non constaté : ces fichiers ne montrent aucun client extérieur qui ait fait relayer du courrier sans s’authentifier.
report-story-not-internal-relay = Non constaté : ces fichiers ne montrent aucun poste interne ou admis qui ait fait relayer du courrier indésirable sans s’authentifier.
report-story-not-mailbox-takeover = Non constaté : ces fichiers ne montrent aucune vague de courrier indésirable remise par une boîte aux lettres elle-même.
report-story-not-reverse-ndr = Non constaté : ces fichiers ne montrent aucun avis de non-remise vers des inconnus au-delà de ce qui est expliqué plus haut.
report-story-not-backscatter = Non constaté : ces fichiers ne montrent aucun retour d’avis sur du courrier usurpé au-delà de ce qui est expliqué plus haut.
report-story-aside-covered = Les fichiers disponibles couvrent ce qui montrerait ces autres explications.
report-story-aside-limits = « Non constaté » ne vaut que dans la limite de ce que couvrent les fichiers. Ils laissent ouvert :
report-story-cannot-say = { $question } { $answer ->
    [yes] Ces fichiers y répondent.
    [partly] Ces fichiers n’y répondent qu’en partie.
   *[no] Ces fichiers n’y répondent pas.
 } { $why }.

# Indicateurs
report-story-indicators-how = À rechercher dans les autres journaux, sur le pare-feu et chez le fournisseur d’accès. Les adresses sont écrites avec des crochets pour que personne ne les suive par erreur. Une adresse d’expéditeur peut être usurpée : elle n’est pas le compte, et son titulaire n’est pas forcément en cause.
report-story-kind = Nature
report-story-value = Valeur
report-story-first = Première fois
report-story-last = Dernière fois
report-story-records = Enregistrements
report-story-seen-in = Vu dans
report-story-exhibits = { $n ->
    [one] pièce n° { $list }
   *[other] pièces n° { $list }
 }
report-story-indicator-address = adresse de l’abus
report-story-indicator-account = compte détourné
report-story-indicator-helo = nom annoncé (HELO)
report-story-indicator-workstation = nom de la station de travail
report-story-indicator-sender = adresse d’expéditeur, pas le compte
report-story-indicator-subject = objet
report-story-more-indicators = { $n ->
    [one] Et un autre, dans le tableau exporté des indicateurs.
   *[other] Et { $n } autres, dans le tableau exporté des indicateurs.
 }
report-story-more-rows = { $n ->
    [one] Et un autre, dans les tableaux exportés.
   *[other] Et { $n } autres, dans les tableaux exportés.
 }
report-story-no-indicator = Les fichiers disponibles ne nomment ni adresse, ni compte, ni expéditeur de l’abus.
report-story-nothing-to-look-for = Aucun abus n’est établi : il n’y a donc rien à rechercher ailleurs.

# Conséquences
report-story-volumes = Volume
report-story-volume = { $counts } ({ $kind })
report-story-duration = Durée de l’abus
report-story-queue = Files d’attente
report-story-peak-at = Jusqu’à { $peak } messages ont attendu dans les files d’attente, le { $at } ({ $basis })
report-story-fate = Ce que les messages sont devenus
report-story-fates = D’après le journal de suivi des messages : { $sent } transmis, { $deferred } retardés au moins une fois, { $failed } en échec pour au moins un destinataire
report-story-blocklists = Listes de blocage
report-story-on-no-list = { $of ->
    [0] Au { $at }, aucune liste n’a donné de réponse exploitable sur { $target }
    [one] Au { $at }, { $target } n’est pas inscrit sur la seule liste active qui a répondu
   *[other] Au { $at }, { $target } n’est inscrit sur aucune des { $of } listes actives qui ont répondu
 }{ $unclear ->
    [0] {""}
    [one] {" ; une liste n’a pas donné de réponse exploitable"}
   *[other] {" ; "}{ $unclear } listes n’ont pas donné de réponse exploitable
 }.
report-story-on-lists = Au { $at }, { $target } est inscrit sur { $on } des { $of } listes actives qui ont répondu{ $unclear ->
    [0] {""}
    [one] {" ; une liste n’a pas donné de réponse exploitable"}
   *[other] {" ; "}{ $unclear } listes n’ont pas donné de réponse exploitable
 } :
report-story-no-blocklists = Les listes de blocage n’ont pas encore été interrogées.
report-story-unknown = Ce qui ne peut pas être dit

# Données personnelles
report-story-data-intro = L’article 33 du RGPD donne au responsable du traitement 72 heures, à partir du moment où il prend connaissance d’une violation de données personnelles, pour la notifier à l’autorité de contrôle, à moins que la violation ne soit pas susceptible d’engendrer un risque pour les personnes. Cette fiche rassemble les faits techniques utiles à cette décision.
report-story-not-aware = L’heure à laquelle le responsable du traitement a pris connaissance des faits n’est pas consignée ; les 72 heures courent à partir d’elle.
report-story-aware = Prise de connaissance par le responsable du traitement
report-story-hours-end = Fin des 72 heures
report-story-at-report = À la date de ce rapport
report-story-time-in = { $at } ({ $zone })
report-story-happened = Ce qui s’est passé
report-story-confidentiality = Confidentialité : quelqu’un a-t-il pu lire des données ?
report-story-integrity = Intégrité : quelque chose a-t-il été modifié, ou envoyé au nom d’autrui ?
report-story-availability = Disponibilité : du courrier a-t-il été retardé ou perdu ?
report-story-could-open = Qui connaît le mot de passe d’un compte peut en règle générale ouvrir aussi sa boîte aux lettres. Qu’aucun enregistrement ne le montre ne prouve pas qu’elle n’a pas été ouverte.
report-story-no-password = Rien dans cet incident ne montre que quelqu’un détenait le mot de passe d’une boîte aux lettres.
report-story-no-change = Ces fichiers ne montrent aucune modification de comptes, de règles ou de paramètres par l’intrus ; ils ne montrent pas nécessairement toutes les modifications.
report-story-no-delay = Ces fichiers ne montrent ni file d’attente qui ait grossi, ni courrier retenu.
report-story-no-depth = Aucun relevé des files d’attente n’est disponible.
report-story-concerned = Ce qui est concerné
report-story-accounts-concerned = Comptes
report-story-nobody-named = aucun que ces fichiers nomment
report-story-recipients-of = { $messages } messages à { $n } destinataires, additionnés sur tous les messages : une personne compte une fois par message{ $different ->
    [0] {""}
   *[other] {" ; "}le journal de suivi des messages nomme { $different } adresses différentes
 }
report-story-data-in-logs = Données personnelles dans les journaux examinés
report-story-data-names = noms de comptes
report-story-data-clients = adresses et noms de machines clientes
report-story-data-mail = adresses d’expéditeurs et de destinataires
report-story-data-subjects = objets des messages
report-story-measures = Mesures consignées
report-story-measure = { $title } ({ $at })
report-story-controller = Ce que déclare le responsable du traitement
report-story-data-missing = { $n ->
    [one] Le responsable du traitement doit encore préciser ce point : { $list }.
   *[other] Le responsable du traitement doit encore préciser ces points : { $list }.
 }
report-story-data-decision = La décision de notifier à l’autorité et d’informer les personnes concernées appartient au responsable du traitement ; cette fiche ne décide de rien. Elle présente des faits techniques et ne constitue pas un avis juridique.
