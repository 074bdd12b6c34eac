attach $path as fresh;
