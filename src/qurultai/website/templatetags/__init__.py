"""The website's template tags."""
