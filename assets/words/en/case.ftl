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
