"""The catalogue: one SQLite database that holds everything that cannot be derived."""
