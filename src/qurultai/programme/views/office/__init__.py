"""The office's pages of the programme, by noun."""
