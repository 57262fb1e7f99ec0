"""The content of *Space Days 2027 (demonstration)*: `forum(seed)` gives all of it, `past_editions()` the sourced page."""
