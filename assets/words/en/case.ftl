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

# The case file.

case-file-not-one = This is no case file
case-file-damaged = The case file is damaged: { $part }, { $place }
case-file-newer = This case file was made by a newer relayscope
case-file-held = { $who } has this case open
case-file-held-since = { $who } has had this case open since { $since }
case-file-exists = There is already a file of this name
case-file-disk-full = The disk is full; nothing that was confirmed is lost
case-file-cannot-write = The case file cannot be written: { $why }
case-file-cannot-read = The case file cannot be read: { $why }
case-file-too-much = The case file asks for more work than any case needs; it was not opened
case-file-cancelled = Stopped before the end
case-part-file = structure of the file
case-part-header = header
case-part-schema = tables
case-part-meta = basic facts
case-part-source = sources
case-part-site = site
case-part-mark = marks
case-part-custody = custody log
case-part-view = view
case-part-face = findings
case-part-rows = rows
custody-created = Case opened for the first time
custody-copied = Case saved as a copy of { $from }
custody-migrated = Case file brought to version { $n }
evidence-same = the same as when it was read
evidence-changed = changed since it was read
evidence-missing = not found
evidence-not-hashed = was not read whole, so it has no hash
