"""What is typed into people's pages."""
