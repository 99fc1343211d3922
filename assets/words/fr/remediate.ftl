# Français: remediate

state-todo = à faire
state-doing = en cours
state-done = faite
state-skipped = écartée
state-na = sans objet
phase-contain = Contenir
phase-eradicate = Éradiquer
phase-recover = Rétablir
phase-verify = Vérifier
phase-lessons = Enseignements
fate-open = à décider
fate-clean = saine
fate-repair = réparer
fate-rebuild = réinstaller
fate-retire = retirer
flow-open = ouvert
flow-passed = réussi
flow-failed = échoué
flow-na = sans objet

proof-choose = Fichier qui prouve l’étape
proof-take-out = Écrire le fichier dans

rem-tab-steps = Étapes
rem-machines = Machines
rem-tab-left = Reste à faire
rem-steps = Étapes de la remédiation
rem-state = { $n } sur { $all } · { $must } obligatoires à faire
rem-state-begin = à commencer
rem-state-against = contredit
rem-of = { $n } sur { $all }
rem-progress = { $n } sur { $all } réglées, { $must ->
    [0] aucune obligatoire à faire
    [one] { $must } obligatoire à faire
   *[other] { $must } obligatoires à faire
}
rem-platform = Ce qui fait fonctionner le site
rem-platform-evidence = D’après les preuves
rem-hybrid = Une partie des boîtes aux lettres est dans Exchange Online
rem-order-phase = Par phase
rem-order-emergency = Urgence
rem-order-first = D’abord, tant que du spam sort encore
rem-order-then = Ensuite
rem-aware-set = Heure de la prise de connaissance…
rem-aware-since = Connu depuis { $at }
rem-aware-why = Les 72 heures pour notifier l’autorité, et celles du dépôt de plainte pour l’assureur, courent à partir de la prise de connaissance
rem-aware = Prise de connaissance ({ $zone }), par exemple 2026-11-30 10:05
rem-bad-time = Un jour et une heure, par exemple 2026-11-30 10:05
rem-set = Définir
rem-unset = Retirer
rem-open-step = Ouvrir { $step }
rem-against-more = { $n ->
    [one] Une autre figure à son étape
   *[other] { $n } autres figurent à leurs étapes
}

rem-chip-all = Toutes { $n }
rem-chip-open = À faire { $n }
rem-chip-must = Obligatoires { $n }
rem-chip-proposed = Proposées { $n }
rem-hidden = { $n ->
    [one] { $n } masquée
   *[other] { $n } masquées
}
rem-no-step = Aucune étape de ce genre.
rem-must = obligatoire
rem-should = recommandée
rem-if = conditionnelle
rem-window = créneau d’intervention
rem-elsewhere = pas pour cette plateforme
rem-window-why = À faire dans un créneau annoncé : le courrier peut s’arrêter pendant ce temps
rem-pill-against = contredite
rem-pill-proposed = proposée
rem-pill-first = avant tout
rem-pill-refused = refusée
rem-pill-warning = avertissement
rem-overdue = en retard

rem-begin = Commencer
rem-done = Marquer comme faite
rem-skip = Écarter…
rem-not-applicable = Sans objet…
rem-reopen = Rouvrir
rem-leave = Abandonner
rem-reason = Motif : { $why }
rem-reason-field = Motif
rem-overridden = Faite malgré : { $what }
rem-ask-done = Cet avertissement demeure. Pourquoi l’étape est-elle faite malgré tout ?
rem-done-anyway = Faite malgré tout
rem-ask-skip = Pourquoi l’écarter ? Le motif est conservé dans le dossier.
rem-ask-skip-never = Cette étape ne devrait pas être écartée. S’il le faut, dire pourquoi ; le motif est conservé dans le dossier.
rem-skip-now = Écarter
rem-ask-na = Pourquoi est-elle sans objet pour ce site ?
rem-na-now = Sans objet

rem-what = Action
rem-when = Seulement si
rem-here = Dans ce dossier
rem-why = Pourquoi
rem-risk = Risque
rem-how = Comment
rem-complete = complet : toutes les valeurs sont connues
rem-no-evidence = Les commandes se remplissent dès que des preuves sont importées.
rem-copy = Copier : { $command }
rem-copy-all = { $n ->
    [one] Copier la commande
   *[other] Copier les { $n } commandes
}
rem-kind-menu = Menu
rem-kind-cmd = Invite de commandes (cmd)
rem-kind-ps = PowerShell
rem-kind-raw = Équipement, DNS ou requête
rem-missing = Inconnu dans le dossier : { $what }
rem-unsafe = Une valeur des preuves a été laissée de côté : aucune mise entre guillemets ne la rend sûre ici. À compléter à la main.

rem-shows = Les preuves montrent
rem-shows-more = { $n ->
    [one] et un enregistrement de plus
   *[other] et { $n } enregistrements de plus
}
rem-speaks-for = Parle en ce sens, sans le prouver
rem-partly = N’en montre qu’une partie
rem-but = Mais : { $why }
rem-accept-tick = Accepter comme preuve et cocher
rem-accept-proof = Comme preuve seulement
rem-attached = jointe
rem-show = Afficher
rem-by-evidence = relayscope, d’après les preuves

rem-proof-wanted = Preuves attendues
rem-proof-there = Preuves jointes
rem-proof-add = Joindre une preuve
rem-proof-needed = Une étape est faite dès qu’une preuve est jointe : un fichier, la réponse d’une vérification, un enregistrement des preuves, ou ce que quelqu’un a constaté. En joindre une ci-dessous.
rem-proof-file = Fichier…
rem-proof-of-check = Réponse d’une vérification
rem-proof-no-check = Aucune vérification correspondante n’a encore répondu
rem-proof-starred = Ligne avec étoile
rem-proof-no-star = Aucune ligne ne porte d’étoile
rem-proof-off = Retirer la preuve { $n }
rem-proof-take-out = Extraire…
rem-proof-embedded = son contenu est dans le dossier
rem-proof-by-hash = seule son empreinte est conservée
rem-proof-answer-gone = La réponse de cette vérification n’est plus dans le dossier
rem-proof-answer = { $check }, { $target } : { $worst }
rem-proof-seen-by = constaté par { $who }
rem-proof-attached = jointe { $at }, { $who }
rem-proof-row = Avec étoile : { $place }
rem-proof-row-noted = Avec étoile : { $place } – { $note }
rem-seen = Ce qui a été constaté
rem-seen-hint = par exemple : le compte apparaît désactivé dans l’annuaire
rem-seen-by = Qui l’a constaté
rem-seen-add = Joindre le constat

rem-verify = Pour vérifier que cela tient
rem-rollback = Retour arrière

rem-client = Ce que dit le client
rem-client-by = Qui parle pour le client
rem-client-who = Indiquer d’abord qui parle pour le client
rem-client-accept = Acceptée
rem-client-refuse = Refusée
rem-client-accepted = Acceptée par { $who }
rem-client-refused = Refusée par { $who }
rem-client-back = Reprendre
rem-who = Qui la réalise
rem-owner = Responsable
rem-due = Échéance (aaaa-mm-jj)
rem-bad-day = Un jour s’écrit année-mois-jour, par exemple 2026-11-30
rem-note = Note

rem-machines-proposed = Citées par les preuves
rem-machines-kept = Dans la liste
rem-machines-aside = Mises de côté
rem-machines-dismissed = { $n ->
    [one] { $n } mise de côté
   *[other] { $n } mises de côté
}
rem-machines-empty = Dès que des preuves sont importées, les machines qu’elles citent figurent ici.
rem-machines-none = Les preuves ne citent aucune machine à examiner.
rem-machine-new = Nom ou adresse d’une machine
rem-machine-add = Ajouter
rem-machine-why = Pourquoi elle figure ici
rem-machine-times = Première fois { $first }, dernière fois { $last }
rem-machine-accept = Ajouter à la liste
rem-machine-dismiss = Mettre de côté
rem-machine-restore = Remettre dans la liste
rem-machine-off = Retirer de la liste
rem-machine-fate = Ce qu’elle devient
rem-machine-role = À qui elle est, à quoi elle sert
rem-machine-system = Système et niveau de correctifs
rem-machine-signs = Indices relevés

rem-left-hint = Entrée ou un clic ouvre l’étape.
rem-left-copy = Copier en texte
rem-left-nothing = Il ne reste rien.
rem-left-nobody = sans responsable
rem-left-due = Échéances
rem-left-must = Obligatoires
rem-left-should = Recommandées
rem-left-if = Conditionnelles
rem-left-refused = Refusées par le client
rem-left-skipped = Écartées
rem-left-na = Sans objet
rem-left-overridden = Faites malgré un avertissement
rem-left-machines = Machines

rem-keys = Dans la liste des étapes
rem-keys-rows = Étape précédente, suivante
rem-keys-into = Vers les boutons de l’étape
rem-keys-begin = Commencer, ou pas encore
rem-keys-done = Marquer comme faite
rem-keys-proof = Joindre une preuve
rem-keys-skip = Écarter
rem-keys-reopen = Rouvrir
rem-keys-accept = Accepter ce que montrent les preuves
rem-keys-copy = Copier la première commande
rem-keys-back = Revenir à la liste
rem-key-space = Espace
