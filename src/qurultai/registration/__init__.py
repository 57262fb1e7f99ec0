"""Who takes part in a forum, and as what."""
