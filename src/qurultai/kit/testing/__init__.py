"""What tests of every context use: clients at once, and processes that can be killed."""
