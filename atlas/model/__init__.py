"""Floor 1: the nouns of the atlas. Frozen, hashable, standard library only."""
