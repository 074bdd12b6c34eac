"""In what order: loops over many, retries, schedules, limits, and the command line."""
