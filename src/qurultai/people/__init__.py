"""Persons, their accounts, organisations, and who speaks for whom."""
