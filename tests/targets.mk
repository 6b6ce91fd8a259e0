# Tests of the code, included by the Makefile.

PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

.PHONY: test test-long audit lint

test: $(VENV)/.test
	$(PYTEST) -m "not long"

test-long: $(VENV)/.test
	$(PYTEST) -m long

# needs Chromium and Node.js; reports go to reports/, the record to docs/about/accessibility.yml
audit: $(VENV)/.test
	$(BIN)/python tests/audit.py

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) ".[test]"
	touch $@ $(VENV)/.site
