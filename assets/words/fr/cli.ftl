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
