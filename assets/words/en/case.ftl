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
