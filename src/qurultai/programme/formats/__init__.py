"""Interchange of a whole programme: files read into one frozen document, and written from it."""
