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
innocent-known-good = Vous avez marqué ce compte comme connu et en ordre
