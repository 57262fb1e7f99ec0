"""All reading of registration, split by noun."""
