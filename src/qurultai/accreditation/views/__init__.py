"""Pages of accreditation, by audience."""
