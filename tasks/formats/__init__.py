"""One module a format: each turns the characters of a file into articles."""
