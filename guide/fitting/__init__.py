"""A routine with its ranges and options -> a plan: every choice is made here."""
