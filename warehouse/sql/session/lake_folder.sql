set allowed_directories = ['$data'];
