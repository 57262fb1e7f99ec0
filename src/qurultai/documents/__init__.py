"""Files and PDFs: what the forum prints."""
