"""What is where in people, by audience."""
