"""Pages of the calendar, by audience."""
