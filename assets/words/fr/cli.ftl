# Les mots de la ligne de commande.

cli-how-sure = Degré de certitude : { $confidence }
cli-counts =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } vers { $recipients ->
        [one] { $recipients } destinataire
       *[other] { $recipients } destinataires
    } en { $sessions ->
        [one] { $sessions } session SMTP
       *[other] { $sessions } sessions SMTP
    }
cli-why = Pourquoi
cli-against = Ce qui s’y oppose, ou le contredirait
cli-suspects = Comptes, le plus suspect en tête
cli-suspect =
    { $rank }. { $account } (poids { $weight }) : { $failures } refus, { $successes } acceptations{ $addresses ->
        [0] { "" }
       *[other] , depuis { $list }
    }
cli-findings = Constats
cli-more = … et { $n } de plus
cli-as-above = Comme ci-dessus : { $what }
cli-facts = Faits et références
cli-places-more = et { $n } de plus
cli-place-file = { $file }
cli-place-record = { $file } enregistrement { $n }
cli-place-line = { $file } ligne { $n }
cli-place-item = { $file } élément { $n }
cli-queue = Profondeur maximale des files : { $peak } messages le { $at } ({ $basis })
cli-noise = Écarté comme inoffensif : { $n } authentifications ({ $reasons })
cli-coverage = Ce à quoi ces fichiers ne peuvent répondre
cli-sources = Ce qui a été lu
cli-source-group =
    { $files ->
        [one] { $files } fichier
       *[other] { $files } fichiers
    } du type { $format } : { $read } enregistrements, tous lus
cli-source = { $name } : { $format } ; { $read } lus, { $recovered } récupérés, { $skipped } ignorés, { $damaged } endommagés, { $total } en tout
cli-reading = Lecture : { $done } Mio sur { $total }
cli-analysing = Rapprochement des authentifications et du courrier
cli-no-window = Impossible d’ouvrir une fenêtre ({ $why }). L’incident de démonstration en mots :
more-warnings =
    { $n ->
        [one] … et { $n } autre avertissement
       *[other] … et { $n } autres avertissements
    }
story-account = Le compte abusé est { $account }.
story-addresses = L’intrus vient de { $list }.
story-success = Premier accès accepté { $first }, dernier { $last } (UTC).
story-queue = Les files culminent à { $peak } messages le { $at } (UTC).
cli-no-file = Aucun fichier n’a été trouvé.
cli-zone-assumed = { $files ->
    [one] Un fichier n’indique pas de fuseau ; ses heures sont lues en { $zone } (--zone en décide autrement)
   *[other] { $files } fichiers n’indiquent pas de fuseau ; leurs heures sont lues en { $zone } (--zone en décide autrement)
}
cli-repeated = { $rows ->
    [one] Une ligne figure dans deux fichiers et ne compte qu’une fois
   *[other] { $rows } lignes figurent dans deux fichiers et ne comptent qu’une fois
}

# La page : des mots simples, ni numéros d’événement ni codes, une ligne chacun
page-seen = Ce qui se voit : { $what }
page-do-ask-owner = Demander au titulaire de { $account } si ce courrier était le sien ; sinon, réinitialiser le mot de passe et couper les sessions ouvertes.
page-against-vouched = Ce qui s’y oppose : du courrier d’inconnus est venu par un compte ou un client dont vous vous portez garant, et ne compte pas.
page-how-sure = Degré de certitude : { $confidence }{ $kinds ->
    [0] {""}
    [one] {", par une seule sorte de journal"}
   *[other] {", par "}{ $kinds } sortes de journaux qui concordent
 }
page-sure-undetermined = Degré de certitude : aucun ; ce qui trancherait figure plus bas
page-besides = En outre ({ $confidence }) : { $what }
page-besides-more = En outre : { $n } de plus, dans les faits ci-dessous
page-cannot-tell = ces fichiers ne permettent pas de le dire
page-collect = {" "}; à recueillir : { $what }
page-names = { $list }
page-names-more = { $names } et { $more } de plus
page-names-forged = { $name } ; { $senders } { $n ->
    [one] figure seulement comme expéditeur, et est hors de cause
   *[other] figurent seulement comme expéditeurs, et sont hors de cause
 }
page-nothing = rien à signaler
page-account-open-relay = aucun n’est nécessaire : le serveur accepte ce courrier sans mot de passe
page-account-internal-relay = aucun n’est nommé : le serveur accepte ce courrier de l’intérieur sans mot de passe
page-account-nobody = aucun : personne ne s’est authentifié pour envoyer ce courrier
page-account-none = aucun ne se distingue
page-since = { $first } ; vu pour la dernière fois le { $last } (heures : { $zone })
page-since-none = rien n’est constaté du { $first } au { $last } (heures : { $zone })
page-how-many =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }{ $recipients ->
        [0] {""}
        [one] {" vers un destinataire"}
       *[other] {" vers "}{ $recipients } destinataires
    }{ $sessions ->
        [0] {""}
        [one] {" en une session"}
       *[other] {" en "}{ $sessions } sessions
    }{ $peak ->
        [0] {""}
       *[other] {" ; jusqu’à "}{ $peak } ont attendu dans les files
    }
page-how-many-queued = jusqu’à { $peak } ont attendu dans les files ; les départs ne se voient pas ici
page-how-many-none = aucun qui soit relayé
page-still-no = non : plus rien n’en est vu après le { $last }
page-still-perhaps = peut-être : vu encore le { $last }, puis ces fichiers s’arrêtent
page-still-nothing = rien n’est en cours que ces fichiers montreraient
page-others-yes = oui : { $n } comptes en tout
page-others-none = aucun que ces fichiers montrent
page-others-partly = aucun n’est vu, mais tout n’est pas journalisé
page-how-guessed = le mot de passe a sans doute été deviné : { $n ->
    [one] { $n } erroné a précédé
   *[other] { $n } erronés ont précédé
 }
page-how-authenticated-relay = quelqu’un connaissait le mot de passe, on ne voit pas comment
page-how-open-relay = le serveur accepte le courrier de n’importe qui pour n’importe qui
page-how-internal-relay = le serveur fait confiance à l’adresse de la machine ; elle ou une de ses applications est détournée
page-how-mailbox-takeover = quelqu’un avait le mot de passe de la boîte, ou un appareil qui y est connecté
page-how-reverse-ndr = le serveur accepte du courrier pour des destinataires inexistants, et en avise des expéditeurs usurpés
page-how-backscatter = n’importe qui peut écrire vos adresses comme expéditeur ; personne n’a eu à s’introduire
page-mailbox-sign-ins = peut-être : le compte a servi à des accès
page-mailbox-sent = quelqu’un y était ; ce qui a été lu n’est pas connu
page-mailbox-nothing = rien ne l’indique, mais rien ici ne le montrerait
page-listed = { $n ->
    [one] { $n } refus nomme
   *[other] { $n } refus nomment
 } { $lists }
page-listed-unnamed = { $n ->
    [one] { $n } refus parle
   *[other] { $n } refus parlent
 } d’une liste
page-against-no-domains = Ce qui s’y oppose : vos domaines ne sont pas connus ici, « extérieur » est donc une supposition ; indiquez-les pour trancher.
page-against-by-logon = Ce qui s’y oppose : le compte est rattaché par l’heure seule ; un autre a pu s’authentifier au même moment.
page-against-unnamed = Ce qui s’y oppose : aucun journal ne nomme le compte ; une application autorisée aurait la même apparence.
page-against-authenticated-relay = Ce qui s’y oppose : si le titulaire de { $account } reconnaît ces adresses et ce courrier, le verdict tombe.
page-against-open-relay = Ce qui s’y oppose : une application ou un prestataire autorisé par son adresse aurait la même apparence.
page-against-internal-relay = Ce qui s’y oppose : un copieur, une lettre d’information ou une application à vous aurait la même apparence.
page-against-mailbox-takeover = Ce qui s’y oppose : une lettre d’information envoyée par le titulaire aurait la même apparence.
page-against-reverse-ndr = Ce qui s’y oppose : beaucoup de courrier ordinaire à des adresses mal écrites aurait la même apparence.
page-against-backscatter = Ce qui s’y oppose : un envoi de votre part à d’anciennes adresses ramène aussi de tels avis.
page-against-no-relay-seen = Ce qui s’y oppose : ce qui n’est journalisé nulle part ne se voit pas.
page-against-undetermined = Ce qui s’y oppose : rien n’est affirmé ; le silence de ces fichiers ne prouve rien.
page-first = Que faire d’abord
page-do-authenticated-relay-1 = Réinitialiser le mot de passe de { $n ->
    [1] { $accounts }
    [2] { $accounts }
   *[other] chacun de ces { $n } comptes
 } et couper les sessions ouvertes ; la réinitialisation seule ne les coupe pas.
page-do-authenticated-relay-2 = Retenir le courrier sortant (geler les files d’attente), et copier les journaux et quelques messages avant toute suppression.
page-do-authenticated-relay-3 = Demain, relire les journaux : quelqu’un s’authentifie-t-il encore de l’extérieur ?
page-do-unnamed-1 = Faire journaliser qui s’authentifie, pour trouver le compte ; si aucun ne peut être nommé, changer tous les mots de passe.
page-do-unnamed-2 = Retenir le courrier sortant (geler les files d’attente), et copier les journaux et quelques messages avant toute suppression.
page-do-unnamed-3 = D’ici là, ne laisser personne s’authentifier depuis Internet pour envoyer.
page-do-open-relay-1 = Fermer le relais : seules les machines listées par leur adresse peuvent relayer, les autres après authentification.
page-do-open-relay-2 = Retenir le courrier sortant (geler les files d’attente), et copier les journaux et quelques messages avant toute suppression.
page-do-open-relay-3 = Vérifier de l’extérieur qu’un message d’un inconnu à un inconnu est refusé.
page-do-internal-relay-1 = Retirer { $from ->
    [0] la machine qui envoie
   *[other] { $hosts }
 } du réseau, et faire examiner ce qui s’y trouve.
page-do-internal-relay-2 = Retenir le courrier sortant (geler les files d’attente), et copier les journaux et quelques messages avant toute suppression.
page-do-internal-relay-3 = Ne laisser relayer que les machines qui en ont besoin.
page-do-mailbox-takeover-1 = Réinitialiser le mot de passe{ $n ->
    [0] {""}
   *[other] {" de "}{ $accounts }
 }, et couper ses sessions sur tous les appareils.
page-do-mailbox-takeover-2 = Chercher des règles qui transfèrent ou suppriment du courrier, et des appareils que le titulaire ne connaît pas.
page-do-mailbox-takeover-3 = Prévenir ceux qui ont reçu ce courrier.
page-do-reverse-ndr-1 = Faire refuser dès l’entrée le courrier pour des destinataires inexistants (filtrage des destinataires).
page-do-reverse-ndr-2 = Retenir les avis qui attendent dans les files, et les supprimer après en avoir copié quelques-uns.
page-do-reverse-ndr-3 = Aucun mot de passe n’est à réinitialiser pour cela.
page-do-backscatter-1 = Aucun mot de passe n’est à réinitialiser pour cela.
page-do-backscatter-2 = Publier quels serveurs peuvent envoyer pour vos domaines, afin que le courrier usurpé soit refusé ailleurs.
page-do-backscatter-3 = Faire filtrer les avis sur du courrier que vous n’avez pas envoyé ; cela cesse en général en quelques jours.
page-do-no-relay-seen-1 = D’après ces fichiers, rien n’est à réinitialiser.
page-do-no-relay-seen-2 = Si du courrier que personne n’a envoyé part encore, exporter les files d’attente et les lire ici.
page-do-no-relay-seen-3 = Garder ces journaux activés : ce sont eux qui permettent de répondre.
page-do-undetermined-1 = Recueillir { $what }.
page-do-undetermined-2 = Recueillir { $what }.
page-do-undetermined-3 = Si du courrier part en masse, retenir le courrier sortant (geler les files) : rien n’est perdu ainsi. Ne rien supprimer encore.

# verify

verify-chain = Le registre de traçabilité est intact : { $n ->
    [one] une entrée
   *[other] { $n } entrées, chacune portant l’empreinte de la précédente
 }
verify-checksums = { $n ->
    [one] Une somme de contrôle vérifiée
   *[other] Les { $n } sommes de contrôle sont exactes
 }
verify-source = { $name } : { $state }
verify-holds = Le dossier et ses preuves sont tels qu’enregistrés.
verify-holds-in-part = Le dossier est tel qu’enregistré ; toutes ses preuves n’ont pas pu être comparées.
verify-mismatch = Tout n’est pas tel qu’enregistré ; voir ci-dessus.

# check
check-run-elsewhere = Rien n’est contacté d’ici. À exécuter sur une autre machine, en conservant toute la sortie :
check-bring-back = Ensuite : la même commande avec --by-hand FICHIER.
check-authorise = pas de réponse ; l’accord du client est nécessaire : --i-am-authorised-by NOM. Sans réseau : --offline
check-head = { $check }, { $target }, { $at }

cli-clean-up = Ce que les preuves montrent de la remédiation
cli-contradiction = CONTRADICTION : { $what }
