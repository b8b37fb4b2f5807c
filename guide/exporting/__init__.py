"""A timeline -> files."""
