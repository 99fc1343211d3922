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
