"""All writing of people, split by noun."""
