"""Articles for other programs: read with a key or, as far as readers see them, without; written with a key."""
