"""All reading of the programme, by noun."""
