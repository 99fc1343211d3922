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
innocent-known-good = Vous avez marqué ce compte comme connu et en ordre
