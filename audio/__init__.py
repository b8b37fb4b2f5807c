"""What is heard: clips, chimes, the mix, voices, devices and files.

This house knows samples and nothing of routines; it never imports ``guide``.
"""
