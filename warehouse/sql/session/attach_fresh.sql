attach '$path' as fresh;
