"""All reading of what happens on site."""
