-- From here on no file is reached and no setting changes.
set enable_external_access = false;
set lock_configuration = true;
