"""What happens, and when: routines, the compiler, the timeline, the session."""
