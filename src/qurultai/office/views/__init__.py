"""The organisers' own pages."""
