"""These run in an environment of their own (`make test-browser`), which has the browser's driver."""

collect_ignore_glob = ["*.py"]
