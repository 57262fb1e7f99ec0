"""Forms of the office's pages of an edition."""
