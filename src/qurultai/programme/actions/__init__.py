"""All writing of the programme, by noun."""
