# Two commands: `make demo` shows what Quoth does, `make test` shows that it works.
# Both make their own environment in .venv and need nothing installed but Python 3.11 or later.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORK := .work
DEMO := $(WORK)/demo.quoth
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
NEEDS := pyproject.toml requirements.lock

# What the installed package is made of: when one of these changes, it is installed again.
SOURCES := $(shell find quoth -type f -not -name '*.pyc' -not -path '*/__pycache__*' 2>/dev/null)

.PHONY: demo test gate lint reference lock clean help

help:
	@echo 'make demo       extract the example pages and print who said what'
	@echo 'make test       run the tests'
	@echo 'make gate       compare the model with its pinned floors'
	@echo 'make lint       check style and format'
	@echo 'make reference  write docs/commands.md from the commands'
	@echo 'make lock       write requirements.lock from a fresh environment'
	@echo 'make clean      remove the environment and everything made here'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Quoth needs Python 3.11 or later as "$(PYTHON)"; name another: make PYTHON=python3.12 …' >&2; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)

# setuptools would pack what an earlier build left in build/.
$(VENV)/.installed: $(BIN)/python $(NEEDS) $(SOURCES)
	@echo 'Installing Quoth into $(VENV) …'
	@rm -rf build
	@$(PIP) install -c requirements.lock .
	@rm -rf build
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@echo 'Installing what the tests need into $(VENV) …'
	@$(PIP) install -r requirements.lock
	@touch $@

demo: $(VENV)/.installed
	@mkdir -p $(WORK)
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/quoth run $(DEMO) examples/pages --table || test $$? -eq 1  # one page is in French: skipped
	$(BIN)/quoth find $(DEMO) --table
	$(BIN)/quoth actors $(DEMO) --limit 10 --table
	$(BIN)/quoth info $(DEMO) --table

# The tests import the checkout (pytest runs from here), the command-line tests too.
test: $(VENV)/.tested
	$(BIN)/python -m pytest

gate: $(VENV)/.tested
	$(BIN)/python -m quoth.evaluate.gate

lint: $(VENV)/.tested
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

reference: $(VENV)/.tested
	$(BIN)/python -m quoth.cli.reference > docs/commands.md

# setuptools and pip are the environment's own and stay out; so does Quoth itself.
lock:
	rm -rf $(WORK)/lock
	$(PYTHON) -m venv $(WORK)/lock
	$(WORK)/lock/bin/python -m pip install --quiet --disable-pip-version-check '.[test]'
	$(WORK)/lock/bin/python -m pip freeze --exclude quoth > requirements.lock
	rm -rf $(WORK)/lock build

clean:
	rm -rf $(VENV) $(WORK) build *.egg-info
