"""A timeline -> a live session on a sound device."""
