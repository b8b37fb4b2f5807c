"""What a person has settled: each is the default of an option."""
