"""What is where in calendar, by audience."""
