copy from database live to fresh;
