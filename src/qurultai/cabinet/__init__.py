"""A participant's home; composes, owns no tables."""
