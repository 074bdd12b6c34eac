detach fresh;
