"""Pages of registration, by who looks at them."""
