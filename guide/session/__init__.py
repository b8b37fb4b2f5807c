"""A live session: what is heard next, as commands change it."""
