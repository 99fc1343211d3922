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
investigate-readout = { $time } · refusées { $failed } · acceptées { $accepted } · courrier local { $local } · relayé { $relayed } · files { $depth }
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
investigate-col-how = Comment
investigate-col-seen-by = Vue par
investigate-col-next-hop = Saut suivant
investigate-col-state = État
investigate-col-waiting = En attente
investigate-col-deferred = Différés
investigate-col-last-error = Dernière erreur
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
investigate-loading-hint = Les lignes et le verdict s’affichent ensemble, une fois les fichiers lus et rapprochés.
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
top-case-untitled = Dossier sans titre
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
bring-2003-note = De ces serveurs, seuls les messages en attente dans le dossier de la file (.eml) sont lus aujourd’hui. Conservez tout de même les journaux d’événements (.evt), les journaux SMTP (SMTPSVC1) et le suivi des messages : copiez-les, ne les déplacez pas.
bring-smtp = Journaux de réception SMTP : quel compte s’est authentifié, d’où, et ce qu’il a envoyé
bring-events = Journaux d’événements : mots de passe refusés, connexions acceptées, changements de comptes et de connecteurs
bring-tracking = Suivi des messages : chaque message accepté par le serveur
bring-queues = Files et messages en attente, l’heure dans le nom : à répéter toutes les quelques minutes
bring-site = Domaines acceptés et connecteurs de réception : ce qui est à vous
bring-raise = Si le journal SMTP est coupé : l’activer et attendre les prochaines tentatives
bring-queue-folder = Messages en attente dans le dossier de la file
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
site-known-good = Connus et en ordre
site-known-good-undo = Annuler
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
tables-search-hint = Rechercher dans toutes les lignes
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
