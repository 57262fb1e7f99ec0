"""The content of *Space Days 2027 (demonstration)*: everybody and everything in it is invented."""
