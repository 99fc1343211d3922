# Ce que les preuves montrent de la remise en état : indices, leurs limites, et ce qui les contredit.

aftermath-strength-whole = montré
aftermath-strength-partly = montré en partie

aftermath-kind-password-reset = Nouveau mot de passe
aftermath-kind-account-disabled = Compte désactivé
aftermath-kind-account-deleted = Compte supprimé
aftermath-kind-guest-disabled = Invité désactivé
aftermath-kind-audit-raised = Audit activé
aftermath-kind-protocol-logging-raised = Journal du protocole SMTP activé
aftermath-kind-event-level-raised = Journalisation renforcée
aftermath-kind-event-level-lowered = Journalisation rétablie
aftermath-kind-first-witness-after = Premier événement d’authentification
aftermath-kind-queues-frozen = Files d’attente gelées
aftermath-kind-send-connector-off = Connecteur d’envoi arrêté
aftermath-kind-spam-purged = Spam purgé
aftermath-kind-queues-normal = Files d’attente revenues à la normale
aftermath-kind-flow-resumed = Flux de messagerie rétabli
aftermath-kind-transport-restarted = Transport redémarré
aftermath-kind-sessions-ended = Sessions terminées
aftermath-kind-only-refused-since = Tentatives refusées
aftermath-kind-no-mail-since = Compte inutilisé depuis
aftermath-kind-auth-off = Authentification désactivée
aftermath-kind-relay-restricted = Relais restreint
aftermath-kind-connector-changed = Connecteur modifié
aftermath-kind-lockout-policy-changed = Stratégie du domaine modifiée
aftermath-kind-sending-limited = Envoi limité
aftermath-kind-used-after-reset = Utilisé après la réinitialisation
aftermath-kind-used-while-disabled = Utilisé bien que désactivé
aftermath-kind-session-still-sending = Ancienne session encore active
aftermath-kind-enabled-again = Compte réactivé
aftermath-kind-another-account = Autre compte détourné
aftermath-kind-guest-enabled-again = Invité réactivé
aftermath-kind-auth-on-again = Authentification réactivée
aftermath-kind-relay-open-again = Relais rouvert
aftermath-kind-audit-off-again = Audit désactivé
aftermath-kind-signed-in-after-auth-off = L’authentification fonctionne encore
aftermath-kind-relayed-after-restricted = Messages encore relayés
aftermath-kind-queue-grew-again = Files d’attente de nouveau en hausse

aftermath-from = depuis { $address }
aftermath-from-unstated = depuis une adresse qu’aucun journal n’indique

# Ce qui a été fait.

aftermath-password-reset = { $named ->
    [yes] { $actor } a réinitialisé le mot de passe de { $account }
   *[no] Le mot de passe de { $account } a été réinitialisé
 } le { $at }
aftermath-password-changed = { $named ->
    [yes] { $actor } a changé le mot de passe de { $account }
   *[no] Le mot de passe de { $account } a été changé
 } le { $at }
aftermath-account-disabled = { $named ->
    [yes] { $actor } a désactivé { $account }
   *[no] { $account } a été désactivé
 } le { $at }
aftermath-account-deleted = { $named ->
    [yes] { $actor } a supprimé { $account }
   *[no] { $account } a été supprimé
 } le { $at }
aftermath-guest-disabled = { $named ->
    [yes] { $actor } a désactivé le compte Invité { $account }
   *[no] Le compte Invité { $account } a été désactivé
 } le { $at } (SID { $sid })
aftermath-audit-raised = { $named ->
    [yes] { $actor }
   *[no] Quelqu’un
 } { $way ->
    [on] a activé l’audit
   *[unstated] a modifié la stratégie d’audit
 } sur { $server } le { $at }
aftermath-protocol-logging-raised = { $named ->
    [yes] { $actor } a activé
   *[no] Quelqu’un a activé
 } le journal du protocole SMTP le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-event-level-raised = { $named ->
    [yes] { $actor } a renforcé
   *[no] Quelqu’un a renforcé
 } la journalisation du transport le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-event-level-lowered = { $named ->
    [yes] { $actor } a rétabli
   *[no] Quelqu’un a rétabli
 } le niveau d’un journal le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-queues-frozen = { $named ->
    [yes] { $actor } a gelé
   *[no] Quelqu’un a gelé
 } des files d’attente le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-send-connector-off = { $named ->
    [yes] { $actor } a arrêté
   *[no] Quelqu’un a arrêté
 } un connecteur d’envoi le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-flow-resumed = { $named ->
    [yes] { $actor } a rétabli
   *[no] Quelqu’un a rétabli
 } le flux de messagerie le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-spam-purged = { $named ->
    [yes] { $actor } a retiré
   *[no] Quelqu’un a retiré
 } des messages des files d’attente le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-auth-off = { $named ->
    [yes] { $actor } a désactivé
   *[no] Quelqu’un a désactivé
 } l’authentification d’un connecteur de réception le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-relay-restricted = { $named ->
    [yes] { $actor } a restreint
   *[no] Quelqu’un a restreint
 } le droit de relayer le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-connector-changed = { $named ->
    [yes] { $actor } a modifié
   *[no] Quelqu’un a modifié
 } un connecteur le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-sending-limited = { $named ->
    [yes] { $actor } a limité
   *[no] Quelqu’un a limité
 } les envois le { $at }{ $n ->
    [one] {""}
   *[other] {" "}({ $n } commandes)
 } : { $call }
aftermath-lockout-policy-changed = { $named ->
    [yes] { $actor } a modifié
   *[no] Quelqu’un a modifié
 } la stratégie de comptes de { $domain } le { $at }
aftermath-first-witness-after = Le premier événement { $event } après le renforcement des journaux du { $raised } est du { $at }, { $from }
aftermath-queues-normal = Les files d’attente, montées à { $top } messages, étaient revenues à { $depth } le { $at } et en contenaient { $now } le { $last }
aftermath-transport-restarted = Le transport du serveur { $server } a rechargé ses files d’attente le { $at }, comme il le fait au démarrage
aftermath-sessions-ended = La dernière session SMTP de { $account } dans l’abus s’est terminée le { $at }, { $from }
aftermath-only-refused-since = { $n ->
    [one] La seule tentative sur { $account } depuis le { $since } a été refusée
   *[other] Les { $n } tentatives sur { $account } depuis le { $since } ont toutes été refusées
 }, la première le { $first }, la dernière le { $last }
aftermath-no-mail-since = Aucune authentification et aucun message de { $account } n’ont été acceptés du { $since } au { $until }, dont les journaux montrent { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
 }
aftermath-no-abuse-since = Aucun des clients de l’abus n’a utilisé { $account } du { $since } au { $until }, dont les journaux montrent { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
 }
aftermath-no-relay-since = Personne à l’extérieur n’a relayé du { $since }, quand le relais a été restreint, au { $until }, dont les journaux montrent { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
 }

# Pourquoi pas davantage.

aftermath-but-no-abuse = Les preuves ne montrent aucun abus auquel ceci pourrait répondre
aftermath-but-by-abused = { $actor }, qui l’a fait, a été détourné aussi
aftermath-but-own-change = Un changement par le titulaire, qui connaissait l’ancien mot de passe, n’est pas une réinitialisation : qui a volé le compte peut le faire aussi
aftermath-but-used-again = L’attaquant est revenu ensuite, d’abord le { $first } { $from }
aftermath-but-open-session = Une session ouverte auparavant a servi jusqu’au { $last } : ceci ne termine pas les sessions
aftermath-but-soon = Le compte a encore servi jusqu’au { $last } ; les serveurs peuvent mettre { $minutes } minutes à apprendre un changement
aftermath-but-enabled-again = { $named ->
    [yes] { $actor } l’a réactivé
   *[no] Il a été réactivé
 } le { $at }
aftermath-but-deleted = Désactiver un compte, ne pas le supprimer : son SID et son historique sont des preuves
aftermath-but-others = Aucun enregistrement semblable pour { $accounts }, détournés aussi
aftermath-but-guest-of-one = Le domaine et chaque serveur ont leur compte Invité ; celui-ci en est un
aftermath-but-groups = Les groupes d’autorisations disent qui peut envoyer, non à qui
aftermath-but-outside-list = La liste contient { $addresses }, hors du site : demander à qui elles sont
aftermath-but-messages-only = Seulement les messages alors en attente ; les nouveaux partent quand même
aftermath-but-with-reports = Sans -WithNDR $false, chaque message retiré produit un avis à un expéditeur usurpé
aftermath-but-any-change = Il faut regarder ce qui a changé
aftermath-but-ordered = Le journal dit ce qui a été ordonné ; un contrôle depuis l’extérieur dit si cela tient
aftermath-but-way-unstated = L’enregistrement ne dit pas ce qui a été activé ou désactivé
aftermath-but-which-policy = L’enregistrement ne nomme pas la stratégie de verrouillage
aftermath-but-no-level-before = Aucun relevé d’avant l’abus pour comparer
aftermath-but-one-reading = Connu depuis moins d’une heure
aftermath-but-outlived = Elle a survécu au changement du { $act }
aftermath-but-hour-not-covered = Aucun journal SMTP ne couvre le temps qui suit
aftermath-but-short = { $hours ->
    [one] { $hours } heure est couverte
   *[other] { $hours } heures sont couvertes
 } ; { $wanted } seraient probantes
aftermath-but-hole = Non couvert du { $first } au { $last }
aftermath-but-mail-not-covered = Aucun journal de messages ne couvre tout ce temps
aftermath-but-other-use = Le compte a servi { $n ->
    [one] une fois
   *[other] { $n } fois
 } depuis, d’abord le { $first }, par des clients étrangers à l’abus{ $known ->
    [0] , dont aucun journal n’indique l’adresse
   *[other] {" "}: { $addresses }
 }

# Ce qui le contredit.

aftermath-used-after-reset = Le mot de passe de { $account } a été renouvelé le { $at }, mais le compte a encore servi le { $first } { $from }{ $messages ->
    [0] {""}
    [one] , pour un message
   *[other] , pour { $messages } messages jusqu’au { $last }
 }
aftermath-used-while-disabled = { $account } a été désactivé le { $at }, mais a servi le { $first } { $from }{ $messages ->
    [0] , et pour la dernière fois le { $last }
    [one] , pour un message
   *[other] , pour { $messages } messages jusqu’au { $last }
 }
aftermath-session-still-sending = Une session de { $account } ouverte avant le { $at } a encore envoyé { $messages ->
    [one] un message
   *[other] { $messages } messages
 } du { $first } au { $last } { $from } : un nouveau mot de passe ou un compte désactivé ne la termine pas
aftermath-enabled-again = { $named ->
    [yes] { $actor } a réactivé { $account }
   *[no] { $account } a été réactivé
 } le { $at }, et aucun enregistrement ne montre de nouveau mot de passe auparavant
aftermath-another-account = { $closed } a été fermé le { $at }, mais { $account } est détourné depuis le { $first } { $from }
aftermath-guest-enabled-again = { $named ->
    [yes] { $actor } a réactivé le compte Invité { $account }
   *[no] Le compte Invité { $account } a été réactivé
 } le { $at }
aftermath-auth-on-again = { $named ->
    [yes] { $actor } a réactivé
   *[no] Quelqu’un a réactivé
 } l’authentification le { $at } : { $call }
aftermath-relay-open-again = { $named ->
    [yes] { $actor } a rouvert
   *[no] Quelqu’un a rouvert
 } le relais le { $at } : { $call }
aftermath-audit-off-again = { $named ->
    [yes] { $actor } a désactivé
   *[no] Quelqu’un a désactivé
 } l’audit sur { $server } le { $at }
aftermath-signed-in-after-auth-off = { $connector } ne devrait plus proposer d’authentification, mais { $account } s’y est authentifié le { $first } { $from }{ $n ->
    [one] {""}
   *[other] , { $n } fois en tout
 }
aftermath-relayed-after-restricted = Le relais a été restreint, mais { $n ->
    [one] un message a été relayé
   *[other] { $n } messages ont été relayés
 } le { $first } et ensuite, { $from }{ $signed ->
    [yes] , authentifié comme { $account }
   *[no] {""}
 }
aftermath-queue-grew-again = Les files d’attente étaient revenues à { $depth } messages le { $at }, mais sont remontées à { $now } le { $first }

# La démonstration.

aftermath-demo-only-2019 = --after ne raconte les jours suivants que pour Exchange 2019 ; retirer --generation 2003
aftermath-demo-cleaned = L’administrateur remet en état du { $first } au { $last } (UTC) : { $removed } messages sont retirés des files d’attente, { $refused } tentatives sur le compte sont refusées.
aftermath-demo-still-in = Le compte est rendu le { $reset } avec un mot de passe devinable ; l’attaquant revient le { $first } depuis { $address } et envoie { $messages } messages (UTC).
