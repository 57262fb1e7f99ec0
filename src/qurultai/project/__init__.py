"""The installation: settings, root addresses, processes."""
