"""The office's pages of accreditation."""
