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

# La tenue de l’affaire

change-created = Affaire commencée
change-saved-as = Enregistrée sous { $file }
change-added = Lecture de { $source } : SHA-256 { $sha }, { $n } enregistrements
change-removed = Retiré : { $source }
case-read-only = Cette affaire est ouverte en lecture seule ; enregistrez-la sous un autre nom pour la poursuivre.
case-not-kept = Aucun fichier d’affaire n’est possible ici : le système n’a donné ni fil ni dossier pour lui.
case-held-by = L’affaire est ouverte ailleurs ({ $holder }) ; rien ne peut y être lu d’ici.
change-followed = Les marques de { $place } suivent leur fichier, relu
