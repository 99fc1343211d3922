# Words of the area: app

# Investigate

investigate-timeline = Chronologie
investigate-resize = Redimensionner
investigate-authentications = Authentifications
investigate-queues = Files d’attente
investigate-queues-at = Files · { $time }
investigate-messages = Messages
investigate-recipients = Destinataires
investigate-sessions = Sessions
investigate-suspects = Pourquoi et qui
investigate-why = Pourquoi
investigate-against = Ce qui s’y oppose
investigate-show-rows = Afficher la première des { $n } lignes qui le montrent
investigate-findings = Constats
investigate-lane-failed = Authentifications refusées
investigate-lane-accepted = Authentifications acceptées
investigate-lane-messages = Messages acceptés
investigate-lane-depth = Longueur des files
investigate-lane-actions = Actions
investigate-peak = maximum { $n }
investigate-showing = Affichage
investigate-rows = { $n } lignes
investigate-row = ligne { $n } sur { $total }
investigate-hidden = { $n } lignes · { $hidden } masquées
investigate-account-is = compte { $account }
investigate-address-is = adresse { $address }
investigate-noise-hidden = bruit masqué : { $n }
investigate-hide-noise = Masquer le bruit
investigate-remove = Retirer : { $what }
investigate-only = Uniquement cette valeur
investigate-copy = Copier
investigate-accepted = acceptée
investigate-refused = refusée
investigate-right-password = bon mot de passe, pourtant refusée
investigate-logon-type = type d’ouverture { $n }
investigate-col-time = Heure
investigate-col-result = Résultat
investigate-col-account = Compte
investigate-col-from = Depuis
investigate-col-how = Mode
investigate-col-seen-by = Vue par
investigate-col-next-hop = Saut suivant
investigate-col-state = État
investigate-col-waiting = En attente
investigate-col-deferred = Différés
investigate-col-last-error = Erreur
investigate-col-event = Événement
investigate-col-sender = Expéditeur
investigate-col-recipients = Destinataires
investigate-col-subject = Objet
investigate-col-client = Client
investigate-col-messages = Messages
investigate-col-to = À
investigate-col-code = Code
investigate-col-workstation = Poste
investigate-col-server = Serveur
investigate-col-connector = Connecteur
investigate-col-session = Session
investigate-col-process = Programme
investigate-col-sid = SID
investigate-col-helo = HELO
investigate-col-reverse-path = Expéditeur d’enveloppe
investigate-col-via = Via
investigate-col-message-id = Message-ID
investigate-col-queue = File
investigate-col-delivery = Remise
investigate-col-actor = Par
investigate-col-detail = Détails
investigate-log-security = Sécurité
investigate-log-application = Application
investigate-log-smtp = Journal SMTP
investigate-col-refused = Refusées
investigate-place-file = { $file }, fichier entier ({ $n })
investigate-place-record = { $file }, enregistrement { $n }
investigate-place-line = { $file }, ligne { $n }
investigate-place-item = { $file }, objet { $n }
investigate-reading = Lecture de l’enregistrement…
investigate-pick-a-row = Cliquez sur une ligne : ses champs et son texte brut s’affichent ici.
investigate-cited = Citée par { $findings }.
investigate-also = Aussi : { $kinds }
investigate-figures = Chiffres qui ont décidé ; un fichier de site peut les changer :
investigate-after = Lignes suivantes de la même conversation :
investigate-ranked = Comptes, du plus suspect au moins suspect
investigate-or = Ou peut-être : { $what }
investigate-suspect-counts = { $failures } refusées · { $successes } acceptées · { $messages } messages · { $recipients } destinataires · { $sessions } sessions
investigate-collect = La page Preuves indique ce qu’il faut encore recueillir.
investigate-analysing = Analyse en cours…
investigate-no-verdict-yet = Pas encore de conclusion
investigate-nothing-yet = Rien à examiner pour l’instant
investigate-working = Tri en cours…
investigate-no-sources = Aucun élément de preuve
investigate-no-sources-hint = Ouvrez des journaux et des exports de files dans Preuves, ou déposez un dossier sur la fenêtre.
investigate-loading = Travail en cours…
investigate-loading-hint = Les lignes s’affichent à mesure de la lecture ; le verdict, une fois tous les fichiers lus et rapprochés.
investigate-no-rows = Ces fichiers ne contiennent ni authentification ni courrier
investigate-no-rows-hint = La page Preuves indique la nature de chaque fichier, les dommages et ce qu’il faut recueillir.
investigate-no-authentications = Aucune authentification ici. Elles se trouvent dans le journal Sécurité et le journal de réception SMTP.
investigate-no-queues = Aucun relevé de file. Exportez-les avec Get-Queue.
investigate-no-queues-yet = Aucun relevé de file jusqu’à cette heure.
investigate-no-messages = Aucun message ici. Ils se trouvent dans le journal de suivi des messages.
investigate-no-sessions = Aucune session SMTP ici. Elles se trouvent dans le journal de réception SMTP.
investigate-no-suspects = Aucun compte ne se distingue.
## Shell: rail, bars, dialogs
place-evidence = Sources
place-investigate = Enquête
place-remediate = Remédiation
place-checks = Contrôles
state-nothing-yet = rien pour l’instant
state-working = en cours…
state-no-account = aucun compte désigné
state-sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
 }
state-warnings = { $n ->
    [one] { $n } alerte
   *[other] { $n } alertes
 }
state-accounts = { $confidence ->
    [established] { $n ->
        [one] 1 compte établi
       *[other] { $n } comptes établis
     }
    [likely] { $n ->
        [one] 1 compte probable
       *[other] { $n } comptes probables
     }
   *[possible] { $n ->
        [one] 1 compte possible
       *[other] { $n } comptes possibles
     }
 }
top-case-demo = Incident de démonstration
top-case-untitled = Dossier sans nom
top-open-files = Ouvrir des fichiers…
top-open-folder = Ouvrir un dossier…
top-zone = Fuseau du site
top-theme = Thème
top-theme-system = Comme le système
top-theme-light = Clair
top-theme-dark = Sombre
top-reading = Lecture…
top-analysing = Analyse…
zone-search = Chercher un fuseau
bottom-no-sources = Aucune source
bottom-records = { $n ->
    [one] { $n } enregistrement
   *[other] { $n } enregistrements
 }
bottom-reading = Lecture de { $name }
bottom-progress = { $done } sur { $all } · { $records ->
    [one] { $records } enregistrement
   *[other] { $records } enregistrements
 }
bottom-percent = { $n } % lus
bottom-cancel = Annuler
bottom-warnings = { $n ->
    [one] { $n } source avec des problèmes
   *[other] { $n } sources avec des problèmes
 }
drop-now = Déposer pour ajouter au dossier

## Empty state and what to collect
empty-drop = Déposez ici journaux d’événements, journaux Exchange et exports de files
empty-drop-more = Dossiers et archives ZIP aussi ; les formats sont reconnus par leur contenu
empty-demo = Ouvrir l’incident de démonstration
empty-read-only = Les fichiers sont seulement lus, jamais modifiés, et rien ne quitte cette machine.
bring-title = Que collecter
bring-2013 = Exchange 2013 – SE
bring-2007 = 2007 / 2010
bring-2003 = 2000 / 2003
bring-online = Exchange Online
bring-postfix = Postfix
bring-exim = Exim
bring-sendmail = sendmail
copy-commands = Copier les commandes

## Evidence place
sources-all = { $n ->
    [one] { $n } source
   *[other] Les { $n } sources
 }
sources-problems = { $n ->
    [0] Aucun problème
    [one] { $n } avec des problèmes
   *[other] { $n } avec des problèmes
 }
sources-no-problems = Aucune source n’a de problème.
column-source = Source
column-format = Format et état
column-read = lus
column-recovered = récupérés
column-skipped = ignorés
column-damaged = abîmés
column-total = total
column-server = Serveur et fuseau
column-hash = SHA-256
source-format-unknown = pas encore connu
source-format-none = non reconnu
source-waiting = en attente
source-reading = lecture
source-done = lu en entier
source-damaged = lu, avec des problèmes
source-cancelled = arrêté
source-balance = { $read } lus + { $recovered } récupérés + { $skipped } ignorés + { $damaged } abîmés = { $total } enregistrements
source-copy-hash = Copier SHA-256 { $hash }
source-retry = Relire
source-remove = Retirer
source-remove-why = Retire la source et ses lignes du dossier ; le fichier reste tel quel
source-set-zone = Fixer le fuseau…
source-damages = { $n ->
    [one] { $n } problème
   *[other] { $n } problèmes
 }
source-remarks = { $n ->
    [one] { $n } remarque
   *[other] { $n } remarques
 }
source-more = … et { $n } de plus
source-event-ids = Événements par identifiant
source-more-ids = … et { $n } autres identifiants
zone-stated = { $zone }, indiqué
zone-derived = { $zone }, déduit
zone-assumed = { $zone }, supposé
zone-set = { $zone }, fixé par vous
at-byte = à partir de l’octet { $n }
fact-path = Chemin
fact-state = État
fact-format = Format
fact-why = Parce que
fact-balance = Bilan
fact-repeats = Aussi ailleurs
fact-times = Période
fact-server = Serveur
fact-zone = Fuseau
fact-size = Taille
fact-changed = Modifié
site-title = Site
site-domains = Domaines acceptés
site-ignored = Écartés, car tout deviendrait local
site-servers = Serveurs du site
site-networks = Réseaux internes
site-generation = Génération
site-unknown = inconnu
site-add-domain = Ajouter vos domaines
site-add = Ajouter
coverage-title = Ce que ces sources peuvent dire
coverage-later = Indiqué une fois les sources lues.
coverage-none = Aucune question n’a encore de réponse.
coverage-copy = Copier ce qu’il faut collecter

# Day, month and repeated hours
source-day-first = Jour d’abord
source-month-first = Mois d’abord
source-date-order-why = Relit le fichier avec cet ordre du jour et du mois
investigate-ambiguous-hour = Heure locale répétée par le changement d’heure : elle peut être une heure plus tard.

# Horloges, heures de travail, et ce dont l’utilisateur se porte garant
source-set-clock = Régler l’horloge…
source-set-clock-why = Pour un serveur dont l’horloge était fausse : ses heures sont corrigées, le fichier reste tel quel
source-clock-ahead = Cette horloge avance de (négatif : retarde)
source-clock-set = Régler
source-clock-compare = Comparer aux autres
fact-clock = Horloge
clock-reference = Les autres lui sont comparées
clock-right = D’accord avec les autres ({ $matches } lignes sur { $compared })
clock-ahead = Avance de { $seconds } secondes ; corrigée ({ $matches } lignes sur { $compared } concordent)
clock-behind = Retarde de { $seconds } secondes ; corrigée ({ $matches } lignes sur { $compared } concordent)
clock-set-right = Juste, selon vous
clock-set-ahead = Avance de { $seconds } secondes, selon vous ; corrigée
clock-set-behind = Retarde de { $seconds } secondes, selon vous ; corrigée
site-hours = Heures de travail
suspect-vouch = Marquer comme connu et en ordre
suspect-unvouch = Ne plus tenir pour en ordre
suspect-vouch-why = Rien n’est caché : le compte ne prend seulement plus part au verdict
day-0 = lun
day-1 = mar
day-2 = mer
day-3 = jeu
day-4 = ven
day-5 = sam
day-6 = dim

## Shell : commandes, touches, palette, état du dossier, journal
act-new-case = Nouveau dossier d’incident
act-open-case = Ouvrir un dossier d’incident…
act-save = Enregistrer
act-save-as = Enregistrer sous…
act-journal = Journal du dossier d’incident
act-stop-reading = Arrêter la lecture
act-undo = Annuler
act-redo = Rétablir
act-of = { $act } : { $what }
act-back = Revenir à la sélection précédente
act-forward = Aller à la sélection suivante
act-search = Rechercher
act-palette = Palette de commandes
act-shortcuts = Raccourcis clavier
act-evidence = Aller aux sources
act-investigate = Aller à l’enquête
act-remediate = Aller à la remédiation
act-checks = Aller aux contrôles
act-problems = Montrer les sources à problèmes
act-noise = Afficher ou masquer le bruit
act-english = Parler anglais (English)
act-french = Parler français (French)
act-theme-system = Thème : comme le système
act-theme-light = Thème : clair
act-theme-dark = Thème : sombre
act-larger = Texte plus grand
act-smaller = Texte plus petit
act-usual-size = Texte à sa taille habituelle
why-not-undo = Rien à annuler
why-not-redo = Rien à rétablir
why-not-back = Aucune sélection précédente
why-not-forward = Aucune sélection suivante
why-not-stop = Aucune lecture en cours
why-not-empty = Le dossier est vide
act-swim = Bandes par compte, oui ou non
act-filter-row = Filtrer sous les en-têtes
act-only-starred = Seulement les lignes avec étoile, ou toutes
act-by-account = Regrouper les authentifications par compte
act-by-address = Regrouper les authentifications par adresse
act-ungroup = Chaque authentification pour elle-même
why-not-ungroup = Rien n’est regroupé
keys-related = Afficher les lignes liées
keys-fold = Fermer ou ouvrir un groupe
keys-menu = Menu de la ligne
keys-span-start = Déplacer le début de l’intervalle
tip-keys = { $what } ({ $keys })
top-text-size = Taille du texte
top-text-percent = { $n } %
notice-dismiss = Fermer ce message
page-close = Fermer
case-menu = Le dossier : ouvrir, enregistrer, dossiers récents, journal
keys-everywhere = Partout
keys-tables = Dans un tableau
keys-timeline = Dans la chronologie
keys-rows = Une ligne plus haut ou plus bas
keys-pages = Une page plus haut ou plus bas
keys-ends = Première ou dernière ligne
keys-range = Étendre la sélection
keys-all-rows = Sélectionner toutes les lignes
keys-copy = Copier les lignes
keys-filter = Filtrer sous les en-têtes
keys-next-cited = Ligne suivante citée ou avec étoile
keys-previous-cited = La précédente
keys-star = Étoile
keys-tag = Étiquette
keys-inspect = Vers l’inspecteur
keys-leave = Du filtre ou de l’inspecteur au tableau
keys-pan = Aller plus tôt ou plus tard
keys-zoom = Plus près ou plus loin
keys-whole = Toute la durée
keys-first-last = Au début ou à la fin du dossier
keys-span-end = Déplacer la fin de l’intervalle
keys-span-visible = Sélectionner ce qui est visible
keys-lanes = Bandes par compte
keys-no-span = Ni intervalle ni curseur
key-ctrl = Ctrl
key-alt = Alt
key-shift = Maj
key-left = Gauche
key-right = Droite
key-up = Haut
key-down = Bas
key-home = Origine
key-end = Fin
key-page-up = Pg préc
key-page-down = Pg suiv
key-enter = Entrée
key-escape = Échap
palette-title = Palette de commandes
palette-hint = Que faire, ou un compte, une adresse, un fichier, un constat
palette-nothing = Rien ne correspond.
palette-act = commande
palette-suspect = suspect
palette-account = compte
palette-address = adresse
palette-source = source
palette-finding = constat
palette-zone = fuseau du site
recent-title = Dossiers récents
recent-open = { $name }
recent-continue = Continuer : { $name }
recent-gone = fichier disparu
recent-gone-why = Le fichier n’est plus là : il a été déplacé, renommé ou supprimé, ou son lecteur n’est pas connecté.
recent-forget = Retirer { $name } de la liste
bottom-unsaved = Non enregistré
bottom-read-only = Lecture seule
# Timeline
timeline-swim = Comptes
timeline-switch-swim = Une bande pour chacun des comptes les plus actifs (W)
timeline-switch-bars = Montrer les sources en dessous
timeline-switch-cut = Couper les longs vides
timeline-minimap = Le dossier entier
timeline-sources = Sources
timeline-source = { $file } · { $first } – { $last } · { $n } enregistrements
timeline-menu = Comment montrer : { $lane }
timeline-by-reason = Par motif
timeline-by-account = Par compte
timeline-total-only = Toutes les files ensemble
timeline-with-hops = Avec les trois sauts suivants les plus chargés
timeline-wrong-password = mot de passe faux
timeline-unknown-name = nom inconnu
timeline-locked = verrouillé ou désactivé
timeline-other = autre motif
timeline-all-others = tous les autres
timeline-only = Seulement ce compte : { $account }
timeline-attempts = { $account } · { $failed } refusées · { $accepted } acceptées
timeline-at = { $time } · colonne de { $length }
timeline-failed = { $n } authentifications refusées
timeline-accepted = { $n } authentifications acceptées
timeline-relayed = { $n } messages relayés
timeline-local = { $n } messages du site
timeline-depth = { $n } dans les files, { $basis }
timeline-depth-between = { $low } à { $n } dans les files, { $basis }
timeline-covered = Couvert par { $sources }
timeline-no-sign-ins = Aucune source ne couvre ici les authentifications
timeline-no-mail = Aucune source ne couvre ici le courrier
timeline-no-depth = Aucune source ne couvre ici les files
timeline-gap = { $length } sans aucune ligne, coupé
timeline-span = { $first } – { $last }
timeline-told = Affiché : { $first } à { $last }.
timeline-told-span = Sélectionné : { $first } à { $last }.
timeline-more = { $n } de plus
timeline-more-lanes = Elles apparaissent quand la chronologie est agrandie.
timeline-by = par { $actor }
timeline-days = { $a } j { $b } h
timeline-hours = { $a } h { $b } min
timeline-minutes = { $a } min { $b } s
timeline-seconds = { $a } s
timeline-milliseconds = { $a } ms

## Shell : fiche du site
site-analysing = Calcul de ce qui en découle ; le résultat ci-dessous est encore le précédent.
site-back-to-logs = Revenir à ce que montrent les journaux
site-good-accounts = Comptes et expéditeurs connus et en règle
site-good-clients = Clients connus et en règle
site-none = aucun
site-accept = Accepter { $name }
site-strike = Écarter { $name }
site-add-server = Ajouter vos serveurs
site-add-network = Ajouter vos réseaux
site-add-account = Ajouter des comptes ou expéditeurs connus et en règle
site-add-client = Ajouter des clients connus et en règle
site-bad-domain = « { $typed } » n’est pas un domaine ; contoso.test en est un.
site-bad-server = « { $typed } » n’est ni un nom de serveur ni une adresse ; EX1.contoso.test ou 192.0.2.5 conviendrait.
site-bad-network = « { $typed } » n’est pas un réseau ; écrivez une adresse et le nombre de bits fixes, comme 10.0.0.0/8, 32 au plus (128 pour IPv6).
site-bad-hours = Le travail doit finir après avoir commencé, un jour au moins.
site-hours-change = Modifier les heures de travail
site-hours-from = De
site-hours-to = à
site-hours-leave = Laisser tel quel
# Tables
tables-reading-snapshot = Instantané
tables-reading-log = Journal des files
tables-reading-counter = Compteur
tables-place-file = fichier entier ({ $n })
tables-place-record = enregistrement { $n }
tables-place-line = ligne { $n }
tables-place-item = objet { $n }
investigate-col-mechanism = Mécanisme
investigate-col-logon-type = Type d’ouverture
investigate-col-log = Journal
investigate-col-event-id = N° d’événement
investigate-col-file = Fichier
investigate-col-place = Emplacement
investigate-col-incoming = Entrants par seconde
investigate-col-outgoing = Sortants par seconde
investigate-col-reading = Relevé
investigate-col-size = Octets
investigate-col-duration = Durée
investigate-col-deed = Action
tables-filter = Filtrer : { $column }
tables-filter-row = Filtrer sous les en-têtes ( / )
tables-filter-help = texte · !sauf · =exact · >5 ou <5 pour nombres et heures (02:14, 03/11/2025 02:14)
tables-filter-bad = Incompris
tables-filter-is = { $column } : { $text }
tables-sort-up = Trier par ordre croissant
tables-sort-down = Trier par ordre décroissant
tables-sort-usual = Ordre habituel
tables-hide = Masquer cette colonne
tables-columns = Colonnes
tables-group = Regrouper selon cette colonne
tables-ungroup = Supprimer le regroupement
tables-expand = Développer tous les groupes
tables-collapse = Réduire tous les groupes
tables-widths = Colonnes habituelles
tables-resize = Largeur de la colonne : { $column }
tables-not = Exclure cette valeur
tables-count-by = Compter selon cette valeur
tables-copy-row = Copier la ligne
tables-copy-rows = Copier { $n } lignes
tables-copied-part = Seules les { $n } premières lignes ont été copiées.
tables-around = ±5 minutes autour, toutes les sources
tables-good = Marquer comme connu et normal
tables-doubt = Ne plus tenir pour normal
tables-star = Marquer d’une étoile (s)
tables-unstar = Retirer l’étoile (s)
tables-starred = avec étoile
tables-unstarred = sans étoile
tables-tag = Étiqueter… (t)
tables-note = Annoter…
tables-tags-edit = Étiquettes, séparées par des virgules
tables-note-edit = Note
tables-edit-keys = Entrée enregistre · Échap abandonne
tables-tagged = Étiquettes : { $tags }
tables-noted = Note : { $text }
tables-only-starred = Uniquement les lignes avec étoile
tables-group-line = { $value } · { $count } · { $share } % · { $first } – { $last }
tables-group-row = groupe { $n } sur { $total }
tables-nothing-stated = (non indiqué)
tables-selected = sélection : { $n }
tables-search = Rechercher partout
tables-search-hint = Rechercher partout
tables-hits = { $name } { $n }
tables-suspend = Suspendre : { $what }
tables-resume = Appliquer de nouveau : { $what }
tables-session-is = session { $name }
tables-message-is = message { $name }
tables-source-is = fichier { $name }
tables-related = Afficher les lignes liées (r)
tables-why = Pourquoi citée
tables-inspector = Champs de la ligne
tables-row-menu = Menu de la ligne
deed-other = Consigné
deed-password-reset = Mot de passe réinitialisé par un tiers
deed-password-changed = Mot de passe changé par son titulaire
deed-account-enabled = Compte activé
deed-account-disabled = Compte désactivé
deed-account-created = Compte créé
deed-account-deleted = Compte supprimé
deed-account-changed = Compte modifié
deed-account-locked-out = Compte verrouillé
deed-account-unlocked = Compte déverrouillé
deed-group-member-added = Membre ajouté à un groupe
deed-log-cleared = Journal effacé
deed-audit-policy-changed = Stratégie d’audit modifiée
deed-clock-changed = Horloge réglée
deed-cmdlet = Commande exécutée
deed-cmdlet-failed = Échec de la commande
deed-back-pressure = Contre-pression
deed-flood = Trop de connexions ou de messages
deed-alert = Règle d’un outil déclenchée

# Buttons of the inspector, which has little room
inspector-star = Étoile (s)
inspector-unstar = Sans étoile (s)
inspector-tag = Étiqueter (t)
inspector-note = Annoter
inspector-related = Liées (r)
tables-all-hidden = Aucune ligne ne passe : { $hidden } sont masquées par la sélection, la recherche ou les filtres.

bottom-checking = Interrogation : { $check }, { $target } · { $n ->
    [one] 1 résultat
   *[other] { $n } résultats
 }{ $waiting ->
    [0] {""}
   *[other] {" "}· { $waiting } en attente
 }
bottom-stop-checks = Arrêter
