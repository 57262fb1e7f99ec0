"""Pages of people, by audience."""
