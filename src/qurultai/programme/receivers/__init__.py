"""What the programme does when told a fact."""
