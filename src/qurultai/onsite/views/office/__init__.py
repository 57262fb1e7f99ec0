"""The office's pages of what happens on site."""
