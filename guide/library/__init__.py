"""Where routines, moves and packages are, found by name, added whole or not at all."""
