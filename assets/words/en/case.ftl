# The case: what was done in it, as menus and the custody log say it.

change-starred = Starred { $place } of { $source }
change-unstarred = Star taken off { $place } of { $source }
change-tagged = Tags of { $place } of { $source }
change-noted = Note on { $place } of { $source }
change-vouched = { $who } is known and in order
change-doubted = { $who } is no longer vouched for
change-domains = Own domains: { $list }
change-servers = Own servers: { $list }
change-networks = Own networks: { $list }
change-hours = Working hours
change-generation = Exchange generation: { $name }
change-clock = Clock of { $source }

# Keeping the case

change-created = Case begun
change-saved-as = Saved as { $file }
change-added = Read { $source }: SHA-256 { $sha }, { $n } records
change-removed = Taken out: { $source }
case-read-only = This case is open read-only; save it under another name to go on with it.
case-not-kept = No case file can be used here: the system gave no thread or folder for it.
case-held-by = The case is open elsewhere ({ $holder }); nothing can be read into it from here.
change-followed = Marks of { $place } go along with their file, which is read again
# Whether it is saved, its journal
case-file = relayscope case
saved-saving = saving…
saved-saving-why = What was just done is being written to the case file.
saved-at = saved at { $time }
saved-at-why = All that was done is in { $path } since { $time }.
saved-failed = NOT SAVED: { $why }
saved-failed-why = What was done last is not in { $path }: { $why } The next action tries again; Save as… takes another place.
saved-read-only = read only: { $who }
saved-read-only-since = read only: held by { $who } since { $time }
saved-read-only-why = Nothing done here is saved, since the case file belongs to another window or cannot be written ({ $who }). Save as… makes a copy of your own.
journal-copy = Copy as text
journal-empty = Nothing has been done in this case yet.
journal-chain = { $n ->
    [one] 1 entry; it carries the hash { $hash }.
   *[other] { $n } entries without a gap; each carries the hash of the one before, the last { $hash }.
 }
journal-gap = { $n ->
    [one] 1 entry; its number is wrong.
   *[other] { $n } entries; at least one is missing between them.
 }
change-site = What the command line says of the site
change-zone = Zone of the site: { $name }
change-source-zone = Zone of { $source }: { $set }
change-source-dates = Dates of { $source } read as { $set }
