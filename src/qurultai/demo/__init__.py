"""The demonstration forum: invented content and the loader that puts it into a fresh installation."""
