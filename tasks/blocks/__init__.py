"""Plain text, taken apart: which lines are the story, and what the others are."""
