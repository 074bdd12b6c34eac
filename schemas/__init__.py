"""What things are: the records that the other rooms hand to each other."""
