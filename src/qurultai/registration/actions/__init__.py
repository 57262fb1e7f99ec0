"""All writing of registration, by noun."""
