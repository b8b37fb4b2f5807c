"""What is wrong in a file of an author, and how people and programs are told."""
