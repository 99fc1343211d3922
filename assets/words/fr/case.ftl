# L’affaire : ce qui y a été fait, tel que les menus et le journal de garde le disent.

change-starred = Étoile posée sur { $place } de { $source }
change-unstarred = Étoile retirée de { $place } de { $source }
change-tagged = Étiquettes de { $place } de { $source }
change-noted = Note sur { $place } de { $source }
change-vouched = { $who } est connu et en règle
change-doubted = { $who } n’est plus cautionné
change-domains = Domaines propres : { $list }
change-servers = Serveurs propres : { $list }
change-networks = Réseaux propres : { $list }
change-hours = Heures de travail
change-generation = Génération d’Exchange : { $name }
change-clock = Horloge de { $source }

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
