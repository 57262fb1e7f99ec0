"""All writing of what happens on site, by noun."""
