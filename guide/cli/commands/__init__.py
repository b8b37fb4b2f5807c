"""A module for each command, of its name; it is imported when the command is called."""
