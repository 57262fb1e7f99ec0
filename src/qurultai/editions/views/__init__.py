"""The office's pages of an edition."""
