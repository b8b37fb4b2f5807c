"""What any file of an author consists of: texts, lists and mappings, each with its place."""
