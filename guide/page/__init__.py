"""A session as one HTML file for a phone: its sound, and everything that is to be seen."""
