"""Who meets whom when both sides have a say: job interviews, friends who come together, bilateral meetings."""
