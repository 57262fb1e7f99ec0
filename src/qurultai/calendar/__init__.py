"""One clock: every claim on a person's or a place's time, under one database constraint."""
