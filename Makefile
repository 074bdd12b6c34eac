# Dateline: `make run` starts it, `make demo` shows it, `make test` checks it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run demo test faults fuzz quality bench soak bench-large docs requirements test-lake test-objects test-browser screenshots clean

run: .venv/ready
	$(BIN)/dateline up

demo: .venv/ready
	$(BIN)/python -m flows.demo

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile

# Every fault of docs/reliability.md, and its table written from what happened.
faults: .venv/ready
	$(BIN)/python -m tests.faults

# Damaged files and texts, for so many seconds, through every reader and the engines for dates and figures.
SECONDS ?= 3600

fuzz: .venv/ready
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

quality: .venv/ready
	$(BIN)/python -m tests.quality
	$(BIN)/python -m tests.quality.own
	$(BIN)/python -m tests.quality.names

# Numbers of articles; `make bench SIZES="1000 10000 50000"` takes hours. The hand-written script has its own environment.
SIZES ?= 1000

bench: .venv/ready .venv/bench/ready
	$(BIN)/python -m tests.benchmarks --sizes "$(SIZES)" --script .venv/bench/bin/python
	$(BIN)/python -m tests.benchmarks.names

# A warehouse of 100,000 articles, multiplied from a few hundred, and what reading it costs: half an hour, 1 GB of disk.
bench-large: .venv/ready
	$(BIN)/python -m tests.benchmarks.large --home build/large
	$(BIN)/python -m tests.benchmarks.large --home build/large --readers 50

# Short articles by the thousand through one resident, and what grows meanwhile; 50,000 take half an hour.
ARTICLES ?= 50000

soak: .venv/ready
	$(BIN)/python -m tests.benchmarks.soak --articles $(ARTICLES)

.venv/bench/ready: tests/benchmarks/script_requirements.txt
	test -x .venv/bench/bin/python || $(PYTHON) -m venv .venv/bench
	.venv/bench/bin/python -m pip install --quiet --disable-pip-version-check -r tests/benchmarks/script_requirements.txt
	touch $@

# The lake, by an environment of its own (DuckDB 1.5.5, whose extensions come as packages) and a PostgreSQL of Debian's.
test-lake: .venv/lake/ready
	.venv/lake/bin/python -m tests.lake

.venv/lake/ready: requirements-lake.txt pyproject.toml
	test -d /usr/lib/postgresql || $$(test $$(id -u) = 0 || echo sudo) apt-get install --yes --no-install-recommends postgresql
	test -x .venv/lake/bin/python || $(PYTHON) -m venv .venv/lake
	.venv/lake/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lake.txt
	.venv/lake/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Originals in an object store: an S3 server on loopback, by an environment of its own; no part of `make test`.
test-objects: .venv/ready .venv/objects/ready
	$(BIN)/python -m tests.objects .venv/objects/bin/moto_server

.venv/objects/ready:
	$(PYTHON) -m venv .venv/objects
	.venv/objects/bin/python -m pip install --quiet --disable-pip-version-check "moto[s3,server]>=5.2.5,<6"
	touch $@

# Every page of the desk in Debian's chromium, by an environment of its own; no part of `make test`.
test-browser: .venv/ready .venv/browser/ready
	.venv/browser/bin/python -m pytest --noconftest tests/browser

screenshots: .venv/ready .venv/browser/ready
	.venv/browser/bin/python -m tests.browser.screenshots

.venv/browser/ready:
	test -x /usr/bin/chromium || $$(test $$(id -u) = 0 || echo sudo) apt-get install --yes --no-install-recommends chromium
	$(PYTHON) -m venv .venv/browser
	.venv/browser/bin/python -m pip install --quiet --disable-pip-version-check "playwright>=1.50,<2" "pytest>=9.2,<10"
	touch $@

docs: .venv/ready
	$(BIN)/python -m tests.reference

# The environment: every package at the version and hash of requirements.txt, then the project itself.
.venv/ready: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Pin the whole tree again from the ranges in pyproject.toml (needs uv on the PATH; no address is written).
requirements:
	uv pip compile --universal --python-version 3.11 --extra documents --extra dask --extra objects --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make requirements" --group dev pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --extra documents --extra dask --extra objects --extra lake --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make requirements" --group dev pyproject.toml -o requirements-lake.txt

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
