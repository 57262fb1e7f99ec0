"""What is where on site, by audience."""
