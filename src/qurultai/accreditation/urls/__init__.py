"""Addresses of accreditation, by audience."""
