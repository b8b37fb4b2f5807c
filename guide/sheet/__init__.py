"""A routine on paper: what is to be done, for whoever does it without the voice."""
