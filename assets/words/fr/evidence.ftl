# Words of the area: evidence

## Transport logs and plain text
format-smtp-receive = Journal de réception SMTP
format-message-tracking = Journal de suivi
format-transport-queue = Journal des files
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
declined-pop-imap = C’est un journal POP ou IMAP : l’envoi de messages ne passe pas par là. Veuillez ajouter les journaux de réception SMTP (RECV*.LOG).
declined-exchange-log = C’est un journal Exchange d’un type qui n’est pas lu. Veuillez ajouter les journaux de réception (RECV*.LOG) et les journaux de suivi des messages (MSGTRK*.LOG).
# Windows logons: NTSTATUS and Kerberos codes, logon types (assets/knowledge/logon.toml)
nt-status-c0000064 = compte inconnu
nt-status-c000006a = mot de passe erroné
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

# Fichiers de message
format-message-file = Fichier de message
why-message-file = Il commence par l’en-tête d’un courriel ; ses destinataires sont ceux de l’en-tête, sauf si l’enveloppe a été enregistrée avec lui.
note-message-odd-lines = Certaines lignes de l’en-tête n’en sont pas ; elles sont laissées de côté.
note-message-header = Un en-tête inhabituel : de très nombreuses lignes, ou une longue liste de destinataires sans adresse ; ce qu’il indique est lu.
note-message-line-ends = Les lignes de l’en-tête se terminent de plusieurs façons, ce que les logiciels de messagerie ne font pas.
note-message-two-from = Plusieurs expéditeurs sont nommés (deux lignes From) ; tous sont affichés.
note-message-recipients = Seuls les premiers destinataires sont énumérés ; le nombre compte aussi les autres.
note-message-inside = Il contient d’autres messages ou de très nombreuses parties ; seul son propre en-tête est lu.
note-message-body = Son corps n’est pas ce que dit l’en-tête ; seul l’en-tête est lu.

# Event logs: EVTX and event XML
format-evtx = Journal (EVTX)
format-event-xml = Événements en XML
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

## Ce qui peut clocher dans un enregistrement ou un fichier

fault-checksum = La somme de contrôle ne correspond pas (enregistrée { $expected }, calculée { $found }) ; ce qui est lisible est lu
fault-cut-short = Le fichier s’arrête au milieu d’un enregistrement
fault-not-closed = Le journal n’a pas été fermé correctement ; ce qui est écrit est lu
fault-header = Un champ d’en-tête ne convient pas : { $field } ; le contenu en décide
fault-chunk = Un bloc du journal est endommagé : { $what }
fault-record = Un enregistrement est endommagé : { $what }
fault-time = Heure invraisemblable : « { $text } » ; la ligne reste hors de l’axe du temps
fault-fields = { $found } champs là où l’en-tête en nomme { $expected }
fault-quote = Un guillemet qui ne se ferme jamais
fault-too-long = Plus de { $limit } octets ; le reste est passé
fault-encoding = Des caractères ne conviennent pas à l’encodage du fichier ; lus comme windows-1252
fault-zeros = { $bytes } octets nuls là où du texte est attendu
fault-repeated = Déjà vu dans ce fichier ; compté une seule fois

error-io = Lecture impossible : { $detail }
error-unrecognised = Format inconnu. S’il s’agit d’un journal, exportez-le à nouveau selon les commandes de collecte.
error-empty = Vide : pas un octet.
error-nothing-readable = Aucun enregistrement lisible. Copiez ou exportez à nouveau le fichier.
error-too-big = Plus de { $limit } Mio, au-delà de ce qui est lu dans ce format. Exportez une période plus courte.
error-cancelled = Arrêté par vous ; ce qui a été lu reste.

## Files d’attente et configuration

format-queue-dump = Export des files
format-site-dump = Configuration Exchange
why-get-queue = Les propriétés de Get-Queue : identité, prochain saut et nombre de messages
why-get-message = Les propriétés de Get-Message : expéditeur, état et file
why-accepted-domains = Les propriétés de Get-AcceptedDomain
why-receive-connectors = Les propriétés de Get-ReceiveConnector
note-captured-by-file-time = L’export n’indique pas d’heure ; celle du fichier est prise comme moment de capture
note-result-size = Exactement 1 000 lignes : la commande s’est sans doute arrêtée à sa limite ; exportez avec -ResultSize Unlimited
note-wildcard-domain = Un domaine avec joker ; il n’est pas pris comme local
note-unsettled = Le compte de ce fichier ne tombait pas juste ; la différence est comptée comme endommagée

## Fichiers non ouverts, et pourquoi

declined-blg = Un journal de performance binaire. Convertissez-le : relog FICHIER.blg -f CSV -o FICHIER.csv
declined-bomb = Se décompresserait bien au-delà d’un journal honnête ; non ouvert
declined-broken-zip = Une archive ZIP illisible ; copiez-la à nouveau ou décompressez-la vous-même
declined-encrypted = Chiffré ; décompressez vous-même et ajoutez les fichiers
declined-ese = La base des files d’Exchange (mail.que). Exportez plutôt les files : Get-Queue et Get-Message
declined-link = Un lien ; non suivi. Ajoutez sa cible si vous la voulez
declined-nested-zip = Une archive dans une archive ; décompressez-la vous-même
declined-overlap = Une archive dont les membres se chevauchent ; non ouverte
declined-packed = Un fichier compressé. Décompressez-le et ajoutez son contenu
declined-packing = Compressé d’une façon qui n’est pas lue ici ; décompressez-le vous-même
declined-pdf = Un PDF. Exportez plutôt les données elles-mêmes
declined-repeated-names = Certains noms figurent deux fois dans cette archive ; seul le dernier membre de chaque nom est lu. Décompressez-la vous-même pour voir les deux
declined-special = Ni fichier ni dossier ; non ouvert
declined-sqlite = Un fichier de base de données ; non lu ici
declined-too-deep = Dossiers trop imbriqués ; ajoutez le dossier intérieur
declined-too-many-files = Plus de fichiers qu’il n’en est pris à la fois ; ajoutez moins de dossiers
declined-too-many-members = Plus de membres qu’il n’en est pris d’une archive ; décompressez-la vous-même
note-broke-off = La lecture s’est interrompue ici ; ce qui a été lu reste
note-reader-failed = Le lecteur a échoué sur ce fichier ; ce qui a été lu reste
## Dates, JSON and mail tables
format-mail-table = Tableau de messages
why-mail-table-columns = Son en-tête nomme une heure et des colonnes de courrier.
why-mail-table-names = Ses objets nomment une heure et des champs de courrier.
note-date-order-assumed = Dans certaines dates, rien ne distingue le jour du mois ; le jour est supposé en premier. Précisez l’ordre pour cette source si c’est faux.
note-leap-second = Une seconde intercalaire est lue comme la seconde d’avant
note-clock-change = Certaines heures tombent dans une heure que le changement d’heure répète ou saute ; elles peuvent être décalées d’une heure
note-json-joined = Plusieurs documents JSON se suivent dans un même fichier ; ce qui figure dans deux d’entre eux est compté deux fois
note-json-name-twice = Un nom figure deux fois dans un objet JSON ; sa première valeur est retenue
note-json-trailing = Du texte après la fin du document JSON est laissé de côté

## La même chose dans deux fichiers
source-repeats = { $n ->
    [one] Une ligne figure aussi dans { $file } ; elle n’est comptée qu’une fois
   *[other] { $n } lignes figurent aussi dans { $file } ; elles ne sont comptées qu’une fois
}
note-date-order-by-course = Le jour et le mois se confondent dans toutes les dates ; leur ordre est déduit de la suite des dates. Fixez l’ordre pour cette source s’il est faux.
# Exports texte des journaux d’événements Windows
format-event-objects = Événements PowerShell
format-event-viewer-csv = Texte de l’Observateur
format-event-viewer-legacy = Texte de l’Observateur (NT–2003)
format-wevtutil-text = Texte de wevtutil
format-evtxecmd = CSV d’EvtxECmd
format-evtx-dump = JSON d’evtx_dump
format-log-parser = CSV de Log Parser
format-hayabusa = Alertes Hayabusa
format-psloglist = Texte de PsLogList
why-event-objects-names = Ses propriétés sont celles de Get-WinEvent ou de Get-EventLog
why-event-viewer-csv-titles = Ses titres de colonnes sont ceux de l’Observateur d’événements
why-event-viewer-legacy-list = Ses titres de colonnes sont ceux d’une liste exportée de l’Observateur d’événements
why-event-viewer-legacy-saved = Ses lignes commencent comme celles d’un journal enregistré par l’ancien Observateur d’événements
why-wevtutil-text-blocks = Ses blocs commencent par Event[n], comme wevtutil les affiche
why-evtxecmd-titles = Ses titres de colonnes sont ceux d’EvtxECmd
why-evtx-dump-names = Ses objets contiennent les parties des événements Windows
why-log-parser-titles = Ses titres de colonnes sont ceux de l’entrée « journal d’événements » de Log Parser
why-hayabusa-fields = Ses champs sont ceux d’une chronologie de Hayabusa
why-psloglist-columns = Ses lignes ont les colonnes de PsLogList
note-alerts-not-events = Ce sont des alertes d’un outil, pas des événements : elles sont montrées et jamais prises pour une ouverture de session
note-event-without-message = Certains événements sont exportés sans leur message : ils sont comptés et ne donnent aucune ligne
note-event-message-unknown = Certains messages sont dans des mots inconnus ici : ils sont comptés et ne donnent aucune ligne
note-event-without-provider = Certains événements ne nomment pas leur fournisseur ; il est reconnu aux mots de leurs messages
note-utf16-unmarked = Texte à deux octets par caractère, sans la marque qui le dit ; reconnu à son allure
declined-names-differ = Un membre de cette archive porte deux noms, l’un dans son répertoire, l’autre auprès de ses octets ; il est lu sous le premier
# Serveurs de messagerie autres qu’Exchange
format-postfix-log = Journal Postfix
why-postfix-log = Des lignes de Postfix : son serveur SMTP, son gestionnaire de files ou ses agents de remise
note-year-assumed = Les heures de ce fichier n’indiquent pas l’année ; elle est déduite de la date du fichier
note-year-unknown = Les heures de ce fichier n’indiquent pas l’année, et rien ne dit quand il a été enregistré ; elles restent hors de l’axe du temps
format-postfix-queue = File Postfix (mailq)
format-postqueue-json = File Postfix (JSON)
why-postfix-queue = La liste qu’affiche mailq (postqueue -p)
why-postqueue-json = Des objets de postqueue -j : file, identifiant et heure d’arrivée
note-queue-empty = La file était vide quand cette liste a été produite
format-exim-log = Journal d’Exim
why-exim-log = Des arrivées, remises ou authentifications refusées comme dans le journal principal d’Exim
format-sendmail-log = Journal sendmail
why-sendmail-log = Des lignes de sendmail et de ses démons
format-kerio-log = Journal de sécurité Kerio
why-kerio-log = Des phrases du journal de sécurité de Kerio au sujet de SMTP
format-hmailserver-log = Journal de hMailServer
why-hmailserver-log = Des lignes des services de hMailServer, séparées par des tabulations
note-hmailserver-unverified = Cette disposition n’est connue que par sa description ; vérifiez quelques valeurs sur le serveur
# Exports d’Exchange et Microsoft 365
format-tracking-export = Export du suivi
format-message-trace = Suivi des messages (365)
format-historical-search = Recherche historique (365)
format-sign-in-log = Connexions (Entra)
why-tracking-export = Les propriétés de Get-MessageTrackingLog : horodatage, événement et contexte
why-message-trace = Les propriétés de Get-MessageTrace : identifiant de suivi, expéditeur, destinataire et heure
why-historical-summary = Les colonnes d’une recherche historique (résumé)
why-historical-extended = Les colonnes d’une recherche historique (rapport étendu)
why-sign-in-json = Les champs des connexions Microsoft Entra
why-sign-in-csv = Les colonnes du téléchargement des connexions
note-tracking-recipients-lost = Les destinataires ont été perdus à l’export : Export-Csv n’écrit que le type d’une liste. Exportez de nouveau avec Export-Clixml, ou ajoutez les journaux eux-mêmes (MSGTRK*.LOG)
note-zone-derived = Le fuseau des heures a été déduit des lignes qui donnent aussi leur instant en UTC
note-trace-size = Exactement 1 000 lignes : le suivi s’est sans doute arrêté à sa limite ; demandez des périodes plus courtes ou toutes les pages
note-historical-client-ip = L’adresse du client d’origine peut être celle d’un serveur qui a transmis le message, non celle du poste de l’expéditeur
note-sign-in-other-apps = Les connexions par d’autres applications que le SMTP authentifié sont laissées de côté
why-queue-digest = Les propriétés de Get-QueueDigest : groupe et nombre de messages
note-queue-digest = Get-QueueDigest ne compte que les files d’au moins dix messages, avec une à deux minutes de retard
note-table-cut = Format-Table a coupé certains textes (...) ; les nombres sont entiers. Exportez de nouveau avec Export-Clixml pour voir les textes
# Exchange 2000/2003 and the SMTP service of Windows
format-tracking-2003 = Suivi 2000/2003
why-tracking-2003 = Le titre ou les colonnes du suivi des messages d’Exchange 2000/2003
declined-tracking-55 = Suivi des messages d’Exchange 5.5, dont la disposition est autre. Apportez les journaux d’événements Application et Sécurité, et les messages en file eux-mêmes
format-smtpsvc = Journal SMTP Windows
why-smtpsvc = Des commandes SMTP dans un journal tel que l’écrit le service SMTP de Windows
note-smtpsvc-outbound = Les lignes des connexions ouvertes par ce serveur lui-même sont comptées ; elles ne donnent pas de session de client
format-performance-csv = Compteurs de performance
why-performance-csv = L’en-tête d’un journal de performance enregistré en texte (PDH-CSV ou PDH-TSV)
note-performance-no-queue = Aucun de ses compteurs n’est la longueur d’une file de messages ; rien n’en est utilisé
depth-counter = compteur de performance
format-queue-folder = Liste du dossier Queue
why-queue-folder = Une liste dir avec des fichiers de message du service SMTP (NTFS_*.EML)
note-queue-folder-survivors = Ce sont les messages qui attendent encore. Leur arrivée ne dit pas combien d’autres sont arrivés et repartis depuis ; et ni expéditeur ni destinataire n’y figure
note-queue-folder-other = Les fichiers qui ne sont pas des messages en file sont laissés de côté
format-badmail = Raison de rejet (.BDR)
why-badmail = La phrase par laquelle le service SMTP explique un message mort
note-badmail-report = Le message mort était lui-même un avis de remise ; de tels fichiers en nombre sont une tempête d’avis
format-export-list = Liste de files exportée
why-export-list = Les titres de colonnes d’une vue des files (Gestionnaire système ou Afficheur des files d’attente)
format-wmic-csv = Export WMI des files
why-wmic-csv = Les colonnes de wmic pour les liens, les files ou les messages d’Exchange 2000/2003
note-wmic-parts = Ce sont les files à l’intérieur des liens ; leur somme est celle des liens, et les deux ne s’additionnent pas
# Anciens journaux d’événements (EVT)
format-evt = Journal (EVT)
why-evt-signature = Il commence par la signature d’un journal d’événements de Windows NT à 2003
why-evt-record = Son début est endommagé, mais des enregistrements d’un journal de Windows NT à 2003 suivent
note-evt-recovered = Des enregistrements plus anciens, écrasés ou effacés, subsistent dans l’espace inutilisé ; ils sont comptés comme récupérés et non retenus comme preuves
note-event-type-and-code = Le type d’un audit (succès ou échec) et son code d’erreur se contredisent ; le type est retenu
# Files et journaux d’autres serveurs de messagerie
format-exim-queue = File Exim (exim -bp)
why-exim-queue = Des entrées telles que les affiche exim -bp : âge, taille, identifiant et expéditeur
note-queue-age = Exim affiche l’âge d’un message : son heure est celle de la capture moins cet âge, et les tailles sont arrondies
note-queue-age-unknown = Exim affiche l’âge d’un message, et rien ne dit quand cette liste a été produite : ses messages restent hors de l’axe du temps
format-sendmail-queue = File sendmail (mailq)
why-sendmail-queue = La liste qu’affiche la commande mailq de sendmail
note-queue-job-gone = Des messages ont quitté la file pendant son affichage ; ils sont laissés de côté
format-other-mail-log = Journal d’un autre serveur
why-other-mail-log = Des lignes qui commencent comme chez MDaemon, IceWarp ou MailEnable
note-other-mail-log = Les journaux de ce produit ne sont lus que de façon générale (non vérifiée) : une ouverture de session n’est retenue que si une même ligne donne son issue et son compte ou son adresse ; toutes les autres lignes sont comptées et peuvent être cherchées
note-log-without-date = Certaines lignes donnent l’heure sans la date ; elles restent hors de l’axe du temps
format-qshape = File Postfix (qshape)
why-qshape = Le tableau de qshape : des domaines, et leurs messages par âge
note-qshape = Le tableau n’indique pas quelle file il compte. Les domaines sont pris pour ceux des destinataires ; avec qshape -s, ce sont ceux des expéditeurs
note-qshape-parents = Les lignes des domaines parents sont laissées de côté ; leurs messages sont comptés avec les domaines inférieurs
note-qshape-cut = Le total dépasse les domaines listés ; il en manque dans le tableau
declined-salvaged-zip = Le répertoire de cette archive est endommagé ou coupé ; ses membres sont lus dans ce qui reste, il peut en manquer

# Connectivity and agent logs
format-connectivity-log = Journal de connectivité
format-agent-log = Journal des agents
why-connectivity-header = Son en-tête indique : Connectivity Log
why-connectivity-columns = Ses lignes ont les six colonnes d’un journal de connectivité
why-agent-log = Son en-tête indique : Agent Log
note-connectivity = Montre à qui le serveur s’est connecté et quand ; il ne nomme ni message ni compte, ses lignes sont donc seulement comptées. Les longueurs de file qu’il indique ne s’ajoutent pas à la profondeur. Sa structure n’est connue que par description
note-agent-log = Montre ce que les filtres antispam ont décidé du courrier entrant, pas qui s’est connecté ; ses lignes sont seulement comptées. Les journaux de réception (RECV*.LOG) montrent qui s’est connecté

# SMTP send logs
format-smtp-send = Journal d’envoi SMTP
why-smtp-send-header = Son en-tête indique : SMTP Send Protocol Log
why-smtp-send-columns = Ses lignes ont les neuf colonnes d’un journal SMTP, et les commandes en sortent

## Where in a file
at-file = fichier entier
at-record = enregistrement { $n }
at-line = ligne { $n }
at-item = élément { $n }
