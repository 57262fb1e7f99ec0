"""All writing of accreditation, split by noun."""
