"""What is shown while a session plays. A screen only reads."""
