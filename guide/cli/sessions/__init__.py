"""From what was typed to sessions: opened, played, gone on with, written."""
