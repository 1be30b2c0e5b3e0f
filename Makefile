# Two commands: `make demo` shows what Quoth does and opens it, `make test` shows that it works.
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

.PHONY: demo test gate lint browser java reference lock clean help

help:
	@echo 'make demo       read the example pages, print who said what, open the desk'
	@echo 'make test       run the tests'
	@echo 'make gate       compare the model with its pinned floors'
	@echo 'make browser    install the browser that some tests need (Debian, as root)'
	@echo 'make java       install the Java that Spark needs (Debian, as root)'
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

# What it prints: who said what; a sentence as each outlet told it; the figures and accounts that
# cannot both stand; how two outlets tell the same. Then the desk opens, where somebody can see it.
demo: $(VENV)/.installed
	@mkdir -p $(WORK)
	@rm -f $(DEMO) $(DEMO)-*
	$(BIN)/quoth run $(DEMO) examples/pages --table || test $$? -eq 1  # one page is in French: skipped
	$(BIN)/quoth find $(DEMO) --limit 8 --table
	$(BIN)/quoth claims $(DEMO) --limit 5 --table
	$(BIN)/quoth conflicts $(DEMO) --limit 10 --table
	$(BIN)/quoth compare $(DEMO) "Vessaly Today" "Far Lantern" --table
	$(BIN)/quoth info $(DEMO) --table
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/quoth serve $(DEMO); \
	else $(BIN)/quoth serve $(DEMO) --check >/dev/null && \
	  echo 'The desk answers; open it in a browser with: $(BIN)/quoth serve $(DEMO)'; fi

# The tests import the checkout (pytest runs from here), the command-line tests too. Those of engines,
# Spark and the documents wait for programs much of the time: they run beside, and are told last.
BESIDE := tests/engine tests/results tests/test_docs.py

test: $(VENV)/.tested
	@mkdir -p $(WORK)
	@$(BIN)/python -m pytest $(BESIDE) >$(WORK)/beside.log 2>&1 & beside=$$!; \
	trap 'kill $$beside 2>/dev/null' INT TERM; \
	$(BIN)/python -m pytest $(BESIDE:%=--ignore=%); first=$$?; \
	wait $$beside; second=$$?; \
	echo; echo 'Engines, Spark and the documents:'; cat $(WORK)/beside.log; \
	exit $$((first | second))

# Debian's chromium: tests in a real browser are skipped, and say so, where there is none.
browser:
	@command -v chromium >/dev/null || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

# Debian's Java: tests on Spark are skipped, and say so, where there is none.
java:
	@command -v java >/dev/null || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null; }

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
