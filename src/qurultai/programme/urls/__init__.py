"""What is where in programme, by audience."""
