# Everything is set up on first use: a virtual environment, then what pyproject.toml asks for with
# the versions of constraints.txt. A stamp keeps it from being done again when nothing changed.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test test-long audit lint clean

site: $(VENV)/.site
	$(BIN)/python -m mkdocs build

serve: $(VENV)/.site
	$(BIN)/python -m mkdocs serve

check: $(VENV)/.site
	$(BIN)/claimbook check

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

clean:
	rm -rf site .cache $(VENV)

$(BIN)/python:
	python3 -m venv $(VENV)

$(VENV)/.site: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) .
	touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) ".[test]"
	touch $@ $(VENV)/.site
