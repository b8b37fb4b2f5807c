"""What is printed, drawn and asked while a command runs."""
