"""All reading of accreditation, split by noun."""
