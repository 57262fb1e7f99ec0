"""Pure rules of the website."""
