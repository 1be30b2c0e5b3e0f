"""match: the same text and the same statement in several articles."""
