"""The public pages of a forum; composes, owns no tables."""
