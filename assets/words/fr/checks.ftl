# L’écran Contrôles : accord, questions possibles, réponses.

scope-blocklists = interroger les listes de blocage
scope-dns = interroger le DNS
scope-smtp = se connecter aux ports SMTP
scope-relay = tests de relais jusqu’à RCPT
scope-hidden-auth = AUTH LOGIN, annulé aussitôt

consent-lacks-client = Le nom du client manque.
consent-lacks-name = Le nom de la personne qui autorise manque.
consent-lacks-targets = Aucun hôte, aucune adresse, aucun domaine n’est désigné.
consent-lacks-scopes = Rien n’est encore autorisé.

refusal-no-consent = Rien n’a été contacté : aucun accord n’est enregistré.
refusal-over = Rien n’a été contacté : l’accord ne vaut pas à cette date.
refusal-not-in-scope = Rien n’a été contacté : l’accord ne couvre pas ceci ({ $scope }).
refusal-not-named = Rien n’a été contacté : l’accord ne désigne pas { $target }.

check-blocklists = Listes de blocage
check-dns = DNS
check-smtp = SMTP
check-relay = Tests de relais

severity-good = bon
severity-note = à savoir
severity-unclear = incertain
severity-medium = moyen
severity-high = élevé
severity-critical = critique
