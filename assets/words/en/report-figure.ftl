# The timeline as a figure: labels, caption, and the same in words.
report-figure-from = from { $time }
report-figure-until = until { $time }
report-figure-logged = seen in the logs
report-figure-ticked = steps done
report-figure-later = { $n } later
report-figure-whole = { $first } to { $last }, times in { $zone }.
report-figure-part = { $first } to { $last }, times in { $zone }; the logs go from { $begin } to { $end }.
report-figure-bars = Each bar counts { $length }; the figure beside a lane is its highest value.
report-figure-seconds = { $n ->
    [one] one second
   *[other] { $n } seconds
 }
report-figure-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
 }
report-figure-hours = { $n ->
    [one] one hour
   *[other] { $n } hours
 }
report-figure-days = { $n ->
    [one] one day
   *[other] { $n } days
 }
report-figure-band = Tinted band: from the first to the last accepted use by the abuser.
report-figure-hatched = Hatched: no source covers this time.
report-figure-told-band = Abuse: { $first } to { $last }.
report-figure-told-none = { $lane }: none.
report-figure-told-lane = { $lane }: { $n }, at most { $peak } in one bar, from { $at }.
report-figure-told-messages = { $lane }: { $n } ({ $relayed }, { $own }), at most { $peak } in one bar, from { $at }.
report-figure-told-depth = { $lane }: { $n } at most, on { $at } ({ $basis }).
report-figure-told-acts = { $more ->
    [0] { $lane }: { $list }.
   *[other] { $lane }: { $list }; and { $more } more.
 }
report-figure-told-uncovered = { $more ->
    [0] { $lane }: no source covers { $list }.
   *[other] { $lane }: no source covers { $list }; nor { $more } more stretches.
 }
