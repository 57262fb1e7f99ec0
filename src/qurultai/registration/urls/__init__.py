"""Addresses of registration, by who opens them."""
