"""The desk in a real browser: `make test-browser`. It needs Debian's chromium, and is no part of `make test`."""
