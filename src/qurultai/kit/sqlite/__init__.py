"""Django's SQLite backend with durable settings and a fair queue of writers."""
