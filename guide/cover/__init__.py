"""A picture of a routine, for players that show one."""
