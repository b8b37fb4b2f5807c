"""What steers a session from outside: tests with a session bus of their own."""
