"""The programme on the command line."""
