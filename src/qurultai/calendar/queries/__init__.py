"""All reading of the calendar."""
