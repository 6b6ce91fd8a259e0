# Tests of the code, included by the Makefile.

PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile
PINS := constraints.txt $(wildcard requirements/*.txt)

.PHONY: test test-long audit bench vulnerabilities messages lint

test: $(VENV)/.test
	$(PYTEST) -m "not long"

test-long: $(VENV)/.test
	$(PYTEST) -m long

# needs Chromium and Node.js; reports go to reports/, what was found to docs/about/accessibility.md
audit: $(VENV)/.test
	$(BIN)/python tests/audit.py

# needs Chromium, Node.js and the network for what it compares with, which goes to .cache/bench/;
# the report goes to reports/, the record to docs/contributing/benchmark.json and the README.
# For a part: make bench ARGS="--sizes 100 --rounds 1"
bench: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python tests/benchmarks/run.py $(ARGS)

# asks a public list whether a pinned version has a known hole; needs the network
vulnerabilities: $(VENV)/.test
	$(INSTALL) . -r requirements/vulnerabilities.txt
	$(BIN)/pip-audit $(addprefix --requirement ,$(PINS)) --no-deps --disable-pip

# looks for messages in the code, and brings the catalogs of all languages up to it
messages: $(VENV)/.test
	$(BIN)/python tests/catalogs.py

lint: $(VENV)/.test
	$(BIN)/python tests/catalogs.py --check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry macros
	$(BIN)/deptry tests tests/benchmarks --exclude tests/broken --ignore DEP002,DEP004

$(VENV)/.test: pyproject.toml constraints.txt requirements/test.txt | $(BIN)/python
	$(INSTALL) . -r requirements/test.txt
	touch $@ $(VENV)/.site
