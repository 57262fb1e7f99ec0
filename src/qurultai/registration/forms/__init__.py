"""Forms of registration, by who fills them in."""
