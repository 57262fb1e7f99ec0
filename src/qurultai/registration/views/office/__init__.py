"""The office's pages of registration."""
