"""What keys there are, what they mean and which values they take."""
