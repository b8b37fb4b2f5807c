"""What is shown while a session plays, and the keys. A screen only reads, and hands commands on."""
