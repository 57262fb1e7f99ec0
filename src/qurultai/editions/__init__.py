"""Series and editions of a forum: dates, zone, languages, phases, venue, who holds which role."""
