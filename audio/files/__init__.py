"""Sound files: whole or absent, of any length."""
