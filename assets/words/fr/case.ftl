# Le dossier d’incident : ce qui y a été fait, tel que les menus et le journal de garde le disent.

change-starred = Étoile posée : { $place } de { $source }
change-unstarred = Étoile retirée : { $place } de { $source }
change-tagged = Étiquettes : { $place } de { $source }
change-noted = Note : { $place } de { $source }
change-vouched = { $who } est connu et en règle
change-doubted = { $who } n’est plus cautionné
change-domains = Domaines propres : { $list }
change-servers = Serveurs propres : { $list }
change-networks = Réseaux propres : { $list }
change-hours = Heures de travail
change-generation = Génération d’Exchange : { $name }
change-clock = Horloge de { $source }

# La tenue du dossier

change-added = Lecture de { $source } : SHA-256 { $sha } enregistrements
change-removed = Retiré : { $source }
case-read-only = Ce dossier est ouvert en lecture seule ; enregistrez-le sous un autre nom pour le poursuivre.
case-not-kept = Aucun fichier de dossier n’est possible ici : le système n’a donné ni fil ni dossier pour lui.
case-held-by = Le dossier est ouvert ailleurs ({ $holder }) ; rien ne peut y être lu d’ici.
change-followed = Marques qui suivent leur fichier, relu : { $place }
# Enregistrée ou non, son journal
case-file = dossier relayscope
saved-saving = enregistrement…
saved-saving-why = Ce qui vient d’être fait s’écrit dans le fichier du dossier.
saved-at = enregistré à { $time }
saved-at-why = Tout ce qui a été fait est dans { $path } depuis { $time }.
saved-failed = NON ENREGISTRÉ : { $why }
saved-failed-why = Ce qui a été fait en dernier n’est pas dans { $path } : { $why } La prochaine action réessaiera ; Enregistrer sous… choisit un autre endroit.
saved-read-only = lecture seule : { $who }
saved-read-only-since = lecture seule : tenu par { $who } depuis { $time }
saved-read-only-why = Rien de ce qui est fait ici n’est enregistré, car le fichier du dossier est à une autre fenêtre ou ne peut être écrit ({ $who }). Enregistrer sous… en fait une copie à vous.
journal-copy = Copier en texte
journal-empty = Rien n’a encore été fait dans ce dossier.
journal-chain = { $n ->
    [one] 1 entrée, vérifiée : elle n’a pas été changée ; elle porte l’empreinte { $hash }.
   *[other] { $n } entrées, vérifiées : aucune n’a été changée ni retirée ; chacune porte l’empreinte de la précédente, la dernière { $hash }.
 }
journal-broken = Le journal ne tient pas : l’entrée { $at } sur { $n } a été changée, ou une entrée avant elle a été retirée.
journal-checking = Vérification des empreintes : { $done } sur { $n }
change-place-file = fichier entier
change-place-record = enregistrement { $n }
change-place-line = ligne { $n }
change-place-item = élément { $n }
change-taken-back = Repris : { $what }
change-site = Ce que la ligne de commande dit du site
change-zone = Fuseau du site : { $name }
change-source-zone = Fuseau de { $source } : { $set }
change-source-dates = Dates de { $source } lues comme { $set }
# The case file.

case-file-not-one = Ce n’est pas un fichier de dossier
case-file-damaged = Le fichier du dossier est endommagé : { $part }, { $place }
case-file-newer = Ce fichier de dossier vient d’une version plus récente de relayscope
case-file-held = { $who } a déjà ouvert ce dossier
case-file-held-since = { $who } a ouvert ce dossier, depuis { $since }
case-file-exists = Un fichier de ce nom existe déjà
case-file-disk-full = Le disque est plein ; rien de ce qui a été confirmé n’est perdu
case-file-cannot-write = Impossible d’écrire le fichier du dossier : { $why }
case-file-cannot-read = Impossible de lire le fichier du dossier : { $why }
case-file-too-much = Le fichier du dossier demande plus de travail qu’aucun dossier n’en exige ; il n’a pas été ouvert
case-file-cancelled = Arrêté avant la fin
case-part-file = structure du fichier
case-part-header = en-tête
case-part-schema = tables
case-part-meta = données de base
case-part-source = sources
case-part-site = site
case-part-mark = annotations
case-part-custody = registre de traçabilité
case-part-view = affichage
case-part-face = constats
case-part-rows = lignes
custody-created = Dossier ouvert pour la première fois
custody-copied = Dossier enregistré comme copie de { $from }
custody-migrated = Fichier du dossier passé à la version { $n }
evidence-same = identique à ce qui a été lu
evidence-changed = modifié depuis la lecture
evidence-missing = introuvable
evidence-not-hashed = pas lu en entier, donc sans empreinte
change-from-memory = Marque de { $place }, posée avant que l’affaire ait un fichier
change-site-from-memory = Ce qui a été dit du site avant que l’affaire ait un fichier
saved-read-only-damaged = lecture seule : ses lignes sont endommagées
saved-read-only-damaged-why = Les lignes de ce fichier de dossier sont endommagées. Ce qui en a été dit est affiché ; rien n’est écrit par-dessus ce qui reste. Relisez les sources dans un nouveau dossier.

# Le travail sur l’incident
change-step-state = Étape { $step } : { $state }
change-step-proof = Étape { $step } : preuve jointe
change-step-unproved = Étape { $step } : preuve retirée
change-step-decision = Étape { $step } : avis du client
change-step-owner = Étape { $step } : responsable et échéance
change-step-note = Étape { $step } : note
change-machine = Machine { $name }
change-machine-off = Machine { $name } retirée de la liste
change-flow = Test de flux { $test } : { $result }
change-brief = Ce que l’on sait du site pour la remédiation
change-consent = Accord enregistré : { $who } autorise à contacter { $targets }
change-consent-withdrawn = Accord retiré
change-plan = Calendrier des nouveaux contrôles
change-retest-done = Contrôle du jour { $day } effectué
change-retest-open = Contrôle du jour { $day } de nouveau à faire
change-answer = Réponse conservée : { $check }, { $target }
change-item-from-memory = Travail effectué avant que le dossier ait un fichier
work-needs-proof = L’étape { $step } n’est faite qu’avec une preuve : un fichier, la réponse d’un contrôle, un enregistrement, ou ce que quelqu’un a constaté.
work-needs-reason = L’étape { $step } ne peut être écartée sans justification.
work-proof-unreadable = { $file } est illisible : { $why }
work-proof-taken-out = Écrit dans { $file }
work-proof-not-here = Le dossier ne contient pas ces octets, seulement leur empreinte.
case-part-item = travail sur l’incident
case-part-proof = preuves
change-report = Réglages du rapport modifiés
change-produced = Écrit : { $what }, { $file }, SHA-256 { $sha }, { $n }
