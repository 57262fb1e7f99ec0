"""Pure rules of the calendar: what is claimed, what stands in the way, how long a walk takes."""
