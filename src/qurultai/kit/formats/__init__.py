"""Dates and numbers as people here write them; Django has none for Kazakh."""
