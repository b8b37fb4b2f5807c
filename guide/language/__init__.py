"""What the program itself says, in which language, and how texts are read aloud."""
