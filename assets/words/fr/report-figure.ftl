# La chronologie en figure : étiquettes, légende, et la même chose en mots.
report-figure-from = du { $time }
report-figure-until = au { $time }
report-figure-logged = vues dans les journaux
report-figure-ticked = étapes faites
report-figure-later = { $n } plus tard
report-figure-whole = Du { $first } au { $last }, heures en { $zone }.
report-figure-part = Du { $first } au { $last }, heures en { $zone } ; les journaux vont du { $begin } au { $end }.
report-figure-bars = Chaque barre compte { $length } ; le nombre à côté d’une ligne est sa plus grande valeur.
report-figure-seconds = { $n ->
    [one] une seconde
   *[other] { $n } secondes
 }
report-figure-minutes = { $n ->
    [one] une minute
   *[other] { $n } minutes
 }
report-figure-hours = { $n ->
    [one] une heure
   *[other] { $n } heures
 }
report-figure-days = { $n ->
    [one] un jour
   *[other] { $n } jours
 }
report-figure-band = Bande teintée : du premier au dernier usage accepté par l’auteur de l’abus.
report-figure-hatched = Hachures : aucune source ne couvre cette période.
report-figure-told-band = Abus : du { $first } au { $last }.
report-figure-told-none = { $lane } : néant.
report-figure-told-lane = { $lane } : { $n }, au plus { $peak } dans une barre, à partir du { $at }.
report-figure-told-messages = { $lane } : { $n } ({ $relayed }, { $own }), au plus { $peak } dans une barre, à partir du { $at }.
report-figure-told-depth = { $lane } : { $n } au plus, le { $at } ({ $basis }).
report-figure-told-acts = { $more ->
    [0] { $lane } : { $list }.
   *[other] { $lane } : { $list } ; et { $more } de plus.
 }
report-figure-told-uncovered = { $more ->
    [0] { $lane } : aucune source ne couvre { $list }.
   *[other] { $lane } : aucune source ne couvre { $list } ; ni { $more } autres périodes.
 }
