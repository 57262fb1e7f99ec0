"""All writing of editions, by noun."""
