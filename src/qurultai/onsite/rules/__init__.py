"""Pure rules of the gates: what a scan is, what a gate shows, what many gates saw together."""
