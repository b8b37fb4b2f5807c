"""What happens, and when: routines, the compiler, the timeline, the session."""

__version__ = "0.1.0"
