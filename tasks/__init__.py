"""How one thing is done: a value in, a value out, or one file touched."""
