"""The organisers' home, search and reports; composes, owns no tables."""
