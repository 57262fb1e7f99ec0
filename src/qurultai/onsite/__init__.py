"""On site: gates that work with and without a network, and what they saw, put together."""
