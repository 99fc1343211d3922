# Mots du domaine : constats. Pour chaque détection : ce qui a été vu, pourquoi cela compte, ce que cela peut être d’autre.

finding-password-guessing = { $n } mots de passe erronés pour { $account }, du { $first } au { $last }
matters-password-guessing = C’est ainsi que commence la plupart des relais abusifs
innocent-password-guessing = Un appareil ou un téléphone qui garde un ancien mot de passe essaie ainsi pendant des jours
finding-name-guessing = { $names } comptes différents ont été essayés en { $n } tentatives refusées, du { $first } au { $last }
matters-name-guessing = L’attaquant cherche un compte qui s’ouvre ; celui qui s’est ouvert peut en être
innocent-name-guessing = Une application mal réglée avec une ancienne liste d’utilisateurs fait de même
finding-success-after-failures = { $account } a été ouvert le { $at } depuis { $address }, après { $n } tentatives refusées
matters-success-after-failures = Le mot de passe a sans doute été deviné
innocent-success-after-failures = Le titulaire a pu changer un mot de passe oublié en déplacement
finding-right-password-refused = Le bon mot de passe de { $account } a été refusé { $n ->
    [one] une fois
   *[other] { $n } fois
 } depuis le { $first } (expiré, horaires, ou sans droit d’envoi)
matters-right-password-refused = L’auteur de ces tentatives connaît le mot de passe
innocent-right-password-refused = Un mot de passe expiré du titulaire lui-même donne le même code
finding-first-use-from-outside = { $account } s’est authentifié en SMTP depuis l’extérieur ({ $address }) pour la première fois le { $at }, après { $before } authentifications de l’intérieur
matters-first-use-from-outside = Un compte d’appareil ou de service ne voyage pas : qui s’en sert de l’extérieur l’a peut-être volé
innocent-first-use-from-outside = Un utilisateur qui commence à travailler chez lui fait de même
finding-forged-senders = Par { $account }, { $n } messages d’inconnus vers des inconnus ont été envoyés, avec { $senders } expéditeurs différents
finding-forged-senders-logged = Par { $account }, { $n } messages d’inconnus vers des inconnus ont été envoyés
matters-forged-senders = Cela met hors de cause les personnes citées comme expéditeurs : qui est authentifié peut écrire au nom de n’importe qui
innocent-forged-senders = Un outil de lettres d’information ou une boîte partagée envoie aussi sous plusieurs noms ; les personnes citées comme expéditeurs sont hors de cause
finding-queue-growth = Les files d’attente sont passées de { $before } à { $after } messages le { $at }, après la première utilisation le { $first }
matters-queue-growth = Cela relie ce que vous subissez à ce que le compte a fait
innocent-queue-growth = Une panne d’Internet ou une lettre d’information remplit aussi les files d’attente

# Authentifications et comptes.

finding-auth-in-clear = { $accounts } comptes se sont authentifiés en SMTP de l’extérieur sans chiffrement, { $n } fois du { $first } au { $last }
finding-auth-in-clear-connectors = { $accounts } comptes se sont authentifiés en SMTP de l’extérieur sans chiffrement, { $n } fois du { $first } au { $last }, sur { $connectors }
finding-auth-in-clear-account = { $account } s’est authentifié en SMTP de l’extérieur sans chiffrement { $n } fois, du { $first } au { $last }
matters-auth-in-clear = Le mot de passe traverse Internet en clair : qui écoute en chemin l’obtient sans le deviner
innocent-auth-in-clear = Un ancien appareil qui ignore le chiffrement s’authentifie ainsi ; le connecteur devrait pourtant le refuser
finding-disabled-account-used = { $account } a été désactivé le { $disabled }, et s’est pourtant authentifié { $n ->
    [one] une fois
   *[other] { $n } fois
 } ensuite, d’abord le { $at }
finding-disabled-account-used-enabled = { $account } a été activé le { $enabled }, puis s’est authentifié en SMTP de l’extérieur ({ $address }) pour la première fois le { $at }
finding-disabled-account-used-refused = { $account }, utilisé auparavant, a été refusé { $n } fois parce qu’il est désactivé, du { $first } au { $last }
matters-disabled-account-used = Un compte désactivé n’est à personne : nul ne remarque ce qu’on en fait, ni que quelqu’un essaie encore
innocent-disabled-account-used = Un collègue qui revient, un serveur qui ignore encore le changement, ou un appareil qui garde ce compte
finding-first-smtp-use = { $account } s’est authentifié en SMTP pour la première fois le { $at }, de l’extérieur ({ $address }) ; il ouvrait des sessions par d’autres voies depuis le { $since }
finding-first-smtp-use-new = { $account } apparaît pour la première fois le { $at }, authentifié en SMTP de l’extérieur ({ $address }), dans des journaux qui commencent le { $begin }
matters-first-smtp-use = La plupart des gens ne s’authentifient jamais eux-mêmes en SMTP ; qui détient le mot de passe le fait
innocent-first-smtp-use = Un nouveau téléphone, un nouvel appareil qui envoie ses rapports ou un nouveau collègue commence ainsi
finding-locked-out = { $account } a été verrouillé { $n } fois pendant que son mot de passe était recherché, du { $first } au { $last }
matters-locked-out = Le verrouillage atteint le titulaire ; il ralentit la recherche du mot de passe sans y mettre fin
innocent-locked-out = Un appareil ou une tâche planifiée qui garde un ancien mot de passe verrouille son propre compte
finding-many-networks = { $account } s’est authentifié en SMTP depuis { $networks } réseaux en un jour, { $n } fois du { $first } au { $last }
matters-many-networks = Une personne utilise deux ou trois réseaux par jour ; un mot de passe volé sert de partout à la fois
innocent-many-networks = Un téléphone en voyage, ou un service qui envoie pour le site depuis plusieurs lieux
finding-no-mailbox-account = { $account } s’est authentifié en SMTP { $n } fois de l’extérieur ({ $addresses ->
    [one] une adresse
   *[other] { $addresses } adresses
 }), et aucun message de la maison ne porte son nom
matters-no-mailbox-account = Un compte sans boîte aux lettres a peu de raisons d’envoyer de l’extérieur, et pas de titulaire qui verrait les réponses
innocent-no-mailbox-account = L’adresse peut s’écrire autrement que le compte, ou c’est celui d’un appareil
finding-outside-working-hours = { $account }, utilisé jusque-là aux heures de travail, s’est authentifié en SMTP de l’extérieur à d’autres heures { $n ->
    [one] une fois
   *[other] { $n } fois
 } ({ $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
 }), du { $first } au { $last }
matters-outside-working-hours = Un intrus n’a pas les mêmes horaires que le titulaire
innocent-outside-working-hours = Un appareil qui envoie ses rapports la nuit, ou un collègue en voyage
finding-password-in-use-elsewhere = Le mot de passe de { $account } a aussi ouvert { $door } { $n ->
    [one] une fois
   *[other] { $n } fois
 } à partir du { $first }, depuis { $addresses ->
    [one] { $address }
   *[other] { $addresses } adresses, dont d’abord { $address }
 }
door-desktop = le bureau à distance
door-network = une session réseau (partage, passerelle ou site web)
door-other = une autre session sur un ordinateur
door-web = la messagerie web ou un autre service web du serveur
matters-password-in-use-elsewhere = Le mot de passe n’ouvre pas que SMTP : des boîtes aux lettres et des fichiers ont pu être lus, et fermer SMTP ne suffit pas
innocent-password-in-use-elsewhere = Ce peut être le titulaire, qui travaille d’un lieu jamais vu auparavant
finding-password-guessing-missing-name = { $n } tentatives refusées pour { $account }, un nom qui n’existe pas, du { $first } au { $last }
finding-password-spraying = { $accounts } comptes ont été essayés, avec quelques mots de passe chacun, en { $n } tentatives refusées, du { $first } au { $last }
finding-password-spraying-clients = { $accounts } comptes ont été essayés, avec quelques mots de passe chacun, depuis { $clients } adresses en { $n } tentatives refusées, du { $first } au { $last }
finding-password-spraying-one-client = { $accounts } comptes ont été essayés, avec quelques mots de passe chacun, depuis { $address } en { $n } tentatives refusées, du { $first } au { $last }
matters-password-spraying = L’attaquant possède une liste de vos comptes ; quelques essais sur chacun n’en verrouillent aucun
innocent-password-spraying = Une passerelle par laquelle beaucoup de gens s’authentifient donne la même image le jour où leurs mots de passe expirent
finding-special-account = { $account }, { $special }, s’est authentifié en SMTP { $n ->
    [one] une fois
   *[other] { $n } fois
 } depuis le { $first }, à partir de { $addresses ->
    [one] { $addresses } adresse
   *[other] { $addresses } adresses
 } ; { $messages ->
    [one] { $messages } message en est issu
   *[other] { $messages } messages en sont issus
 }
special-account-administrator = l’administrateur intégré
special-account-computer = un compte d’ordinateur
special-account-guest = le compte invité
special-account-service = un compte de service
matters-special-account = De tels comptes ont d’anciens mots de passe ou beaucoup de droits, et pas de titulaire qui le remarquerait
innocent-special-account = Un logiciel de sauvegarde ou un appareil à l’extérieur qui envoie ses rapports peut avoir été réglé ainsi
finding-throttled-refusals = { $events } refus consignés pour { $address } représentent au moins { $n } tentatives refusées, du { $first } au { $last } : le journal en tait { $hidden }
finding-throttled-refusals-together = { $events } refus consignés pour plusieurs clients représentent au moins { $n } tentatives refusées, du { $first } au { $last } : le journal en tait { $hidden }
matters-throttled-refusals = Le serveur de messagerie n’écrit qu’un refus par client et par quart d’heure, si bien que son seul journal fait paraître l’attaque petite
innocent-throttled-refusals = Une partie de ces tentatives peut venir de clients que le journal ne nomme pas
finding-account-changes = { $named ->
    [yes] { $actor }
   *[no] Quelqu’un
 } { $kind ->
    [created] a créé le compte { $target }
    [enabled] a activé le compte { $target }
    [deleted] a supprimé le compte { $target }
   *[other] a ajouté { $target } à { $kind ->
        [ruling-group] { $group }
       *[other] un groupe
    }
 } le { $at }{ $n ->
    [one] {""}
   *[other] , { $n } changements de ce genre en tout
 }
matters-account-changes = Un intrus qui a plus d’un compte n’a plus besoin du premier
innocent-account-changes = Un nouveau collègue ou une migration donne la même chose : demander qui l’a fait
finding-audit-policy-changed = { $named ->
    [yes] { $actor }
   *[no] Quelqu’un
 } { $way ->
    [off] a désactivé des audits sur { $server }
   *[unstated] a changé ce que { $server } audite
 } le { $at }{ $n ->
    [one] {""}
   *[other] , { $n } changements en tout
 }
matters-audit-policy-changed = Depuis, le journal de sécurité peut se taire sur ce qui s’est passé
innocent-audit-policy-changed = L’application d’une stratégie de groupe la change aussi
finding-back-pressure = { $server } manquait { $level ->
    [high] gravement
   *[raised] un peu
 } de disque ou de mémoire et a retenu le courrier du { $first } { $over ->
    [yes] au { $last }
   *[no] au moins jusqu’au { $last }
 }
matters-back-pressure = Le courrier en retard ou refusé dans ce temps s’explique ainsi
innocent-back-pressure = Un disque plein, une sauvegarde ou une base qui a grossi font de même sans aucun abus
finding-blocklisted = D’autres serveurs ont refusé notre courrier { $n ->
    [one] une fois
   *[other] { $n } fois
 } en citant { $named ->
    [yes] { $list }
   *[no] une liste de blocage
 }, du { $first } au { $last }
matters-blocklisted = Depuis, le courrier honnête est refusé aussi ; le retrait est à demander une fois l’abus terminé
innocent-blocklisted = Une inscription plus ancienne, un autre client du même fournisseur, ou une liste hors service
finding-clock-changed = { $actor } a réglé l’horloge de { $server } le { $at } ({ $detail })
matters-clock-changed = Les heures autour de ce moment ne se comparent pas simplement à celles d’autres journaux
innocent-clock-changed = Une horloge remise à l’heure, ou une machine virtuelle déplacée
finding-flood = { $server } signale { $n } fois trop { $kind ->
    [sign-ins] d’échecs d’authentification
    [messages] de messages
   *[connections] de connexions
 } à la fois, du { $first } au { $last }
matters-flood = Le serveur lui-même l’a remarqué, sans aucun de nos seuils
innocent-flood = Une limite trop basse, ou un serveur qui rattrape son retard
finding-foreign-senders-and-recipients = { $named ->
    [yes] { $address }
   *[no] Un client sans adresse
 } a fait accepter { $n } messages d’inconnus vers des inconnus, avec { $senders } expéditeurs, vers { $domains } domaines, du { $first } au { $last }
matters-foreign-senders-and-recipients = Un serveur de messagerie n’a rien à faire de tels messages : quelqu’un relaie par lui
innocent-foreign-senders-and-recipients = Un de vos domaines qui n’est pas dans la liste, un transfert automatique ou un serveur de listes
finding-log-cleared = { $named ->
    [yes] { $actor }
   *[no] Quelqu’un
 } a vidé le journal de sécurité de { $server } le { $at }{ $n ->
    [one] {""}
   *[other] , { $n } fois en tout
 }
matters-log-cleared = Ce qui s’est passé avant n’est plus dans ce journal, et c’était peut-être le but
innocent-log-cleared = Un administrateur a fait de la place, ou a enregistré le journal avant d’en commencer un autre
finding-logging-gap = Le { $kind ->
    [protocol] journal SMTP
    [tracking] journal de suivi
   *[security] journal de sécurité
 } de { $server } se tait pendant { $hours } h { $minutes } min, du { $first } au { $last }, alors qu’un autre journal continue
matters-logging-gap = Personne ne peut dire ce qui s’est passé dans ce temps ; un silence ne prouve rien
innocent-logging-gap = Un service était arrêté, ou un fichier n’a pas été copié
finding-many-recipients = { $who } a envoyé { $n ->
    [one] un message
   *[other] { $n } messages
 } à de très nombreux destinataires, jusqu’à { $most }, du { $first } au { $last }
matters-many-recipients = Une personne écrit à quelques entreprises en une heure ; les listes de spam couvrent le monde entier
innocent-many-recipients = Une lettre d’information ou une invitation donne la même chose
finding-many-recipients-domains = { $who } a écrit à { $domains } domaines différents en une heure, du { $first } au { $last }
finding-message-rate = { $who } a envoyé { $n } messages en une minute le { $at } ; le maximum était { $before } avant le { $first }
matters-message-rate = Des programmes envoient ainsi, pas des personnes
innocent-message-rate = Une première lettre d’information, ou une imprimante qui revient avec une mémoire pleine
finding-ndr-storm = { $n } échecs de remise et avis du { $first } au { $last }, bien plus que d’habitude : { $failed } destinataires en échec ({ $percent } %)
matters-ndr-storm = Les listes de spam sont pleines d’adresses mortes : une telle vague commence souvent avec l’abus
innocent-ndr-storm = Une lettre d’information avec une vieille liste, ou la panne d’un grand fournisseur
finding-persistence = { $named ->
    [yes] { $actor }
   *[no] Quelqu’un
 } { $kind ->
    [forwarding] a fait partir ailleurs des copies de courrier
    [rule-of-a-mailbox] a posé une règle dans une boîte aux lettres
    [receive-connector] a ouvert ou changé une entrée du courrier
    [send-connector] a ouvert ou changé une sortie du courrier
    [rights-of-an-administrator] a donné des droits d’administrateur
    [transport-agent] a ajouté un programme au flux de messagerie
    [rule-of-the-server] a posé une règle du flux de messagerie
    [rights-on-a-mailbox] a donné des droits sur une boîte aux lettres
   *[way-into-a-mailbox] a ouvert une boîte aux lettres à un logiciel de messagerie
 } le { $at }{ $n ->
    [one] {""}
   *[other] , { $n } fois en tout
 } : { $call }
matters-persistence = Un nouveau mot de passe ne reprend pas cela
innocent-persistence = Le travail ordinaire d’un administrateur : demander qui l’a fait, et pourquoi
finding-post-containment = { $account } a encore servi { $n ->
    [one] une fois
   *[other] { $n } fois
 }, d’abord le { $first }, bien que { $how ->
    [disabled] le compte ait été désactivé
   *[reset] son mot de passe ait été réinitialisé
 } le { $at }
matters-post-containment = La porte est encore ouverte : une session non coupée, un autre serveur, ou un nouveau mot de passe connu lui aussi
innocent-post-containment = Des serveurs qui n’avaient pas encore appris le changement
finding-queue-growth-alone = Les files d’attente sont montées à { $after } messages le { $at } ; { $usual } était l’habitude jusqu’au { $first }
finding-record-gap = Il manque { $n ->
    [one] un enregistrement
   *[other] { $n } enregistrements
 } dans un journal d’événements de { $server }, à { $holes ->
    [one] un endroit
   *[other] { $holes } endroits
 }, d’abord entre le { $first } et le { $last }
matters-record-gap = Qui retire des enregistrements d’un journal laisse de tels trous
innocent-record-gap = Un export filtré laisse aussi des trous : demander le journal tel quel
finding-sender-account-mismatch = { $account } a écrit { $n } messages sous { $senders ->
    [one] une de vos adresses qui n’est pas la sienne, { $sender },
   *[other] { $senders } de vos adresses qui ne sont pas la sienne, le plus souvent { $sender },
 } du { $first } au { $last }
matters-sender-account-mismatch = Ces personnes n’ont pas écrit : c’est le compte
innocent-sender-account-mismatch = Un copieur ou un logiciel de gestion écrit au nom de son utilisateur ; une boîte partagée a plusieurs adresses
finding-sender-account-mismatch-refused = { $account } a essayé d’écrire au nom de { $sender } et a été refusé { $n ->
    [one] une fois
   *[other] { $n } fois
 }, du { $first } au { $last }
finding-subject-campaign = { $n } messages comme { $titled ->
    [yes] « { $subject } »
   *[no] les autres, sans objet,
 } du { $first } au { $last }, sous { $subjects ->
    [one] un objet
   *[other] { $subjects } objets
 } et avec { $senders ->
    [one] un expéditeur
   *[other] { $senders } expéditeurs
 }{ $accounts ->
    [0] {""}
    [one] , par { $account }
   *[other] , par { $accounts } comptes
 }
matters-subject-campaign = Cela montre ce qui a été envoyé, et quels messages des files d’attente en font partie
innocent-subject-campaign = Une lettre d’information que quelqu’un d’autre envoie par ce serveur
innocent-known-good = Vous avez marqué ce compte comme connu et en ordre
