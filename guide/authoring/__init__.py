"""Files that are written for authors: first drafts, and routines with their choices made."""
