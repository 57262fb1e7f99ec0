"""Technique without domain: whatever every context needs and no forum would recognise as its own word."""
