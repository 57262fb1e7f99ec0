"""What registration does when told a fact."""
