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
    [one] 1 entrée ; elle porte l’empreinte { $hash }.
   *[other] { $n } entrées sans lacune ; chacune porte l’empreinte de la précédente, la dernière { $hash }.
 }
journal-gap = { $n ->
    [one] 1 entrée ; son numéro est faux.
   *[other] { $n } entrées ; il en manque au moins une entre elles.
 }
change-site = Ce que la ligne de commande dit du site
change-zone = Fuseau du site : { $name }
change-source-zone = Fuseau de { $source } : { $set }
change-source-dates = Dates de { $source } lues comme { $set }
