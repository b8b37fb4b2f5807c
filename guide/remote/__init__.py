"""What steers a session, or keeps it up, from outside: media keys, and a machine kept awake."""
