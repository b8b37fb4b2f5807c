"""A plan and a voice -> a timeline, to the frame."""
