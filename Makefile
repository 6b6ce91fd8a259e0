# Short names for developers; nobody needs make to use Claimbook. Everything is set up on first use: a
# virtual environment, then what pyproject.toml asks for with the versions of constraints.txt and, for
# work on the code, of requirements/. A stamp keeps it from being done again when nothing changed.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e

export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check clean

site: $(VENV)/.site
	$(BIN)/python -m mkdocs build

serve: $(VENV)/.site
	$(BIN)/python -m mkdocs serve

check: $(VENV)/.site
	$(BIN)/claimbook check

clean:
	rm -rf site .cache $(VENV)

$(BIN)/python:
	python3 -m venv $(VENV)

$(VENV)/.site: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) .
	touch $@

# what the code is tested with; a book that was begun with `claimbook init` has none of it
-include tests/targets.mk
