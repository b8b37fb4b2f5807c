"""What is wrong in files and what is doubtful, told all at once, and mended where it is sure."""
