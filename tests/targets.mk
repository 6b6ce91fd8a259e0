# Tests of the code, included by the Makefile.

PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

.PHONY: test test-long audit vulnerabilities lint

test: $(VENV)/.test
	$(PYTEST) -m "not long"

test-long: $(VENV)/.test
	$(PYTEST) -m long

# needs Chromium and Node.js; reports go to reports/, the record to docs/about/accessibility.yml
audit: $(VENV)/.test
	$(BIN)/python tests/audit.py

# asks a public list whether a pinned version has a known hole; needs the network
vulnerabilities: $(VENV)/.test
	$(INSTALL) ".[test,vulnerabilities]"
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) ".[test]"
	touch $@ $(VENV)/.site
