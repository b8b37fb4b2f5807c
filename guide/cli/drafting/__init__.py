"""What ``guide new`` asks, and what it begins from."""
