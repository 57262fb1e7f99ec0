"""Search over everything public of an edition (being built: here, in stems.py and in receivers/indexing.py)."""
