# The verbs of this repository. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JOBS ?= 2

SCHEME ?= suining-2010
PEOPLE ?= 100000
YEARS ?= 3
DEMO_OUT ?= runs/demo

UV := uv==0.13.9
LOCK_VENV := .venv-lock
PIP_INSTALL = -m pip install --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo setup check format test verify-long bench docs ci lock golden reason-given

help:  ## list the verbs
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup  ## compare a scheme with none on 100,000 synthetic people and write a report
	$(BIN)/xinyong compare $(SCHEME) --with none --people $(PEOPLE) --years $(YEARS) --out $(DEMO_OUT)
	$(BIN)/xinyong report $(DEMO_OUT)
	@echo "The report is in $(DEMO_OUT)/ (open the .html file there in a browser)."

setup: $(STAMP)  ## create .venv with the locked packages and this one

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed; '$(PYTHON)' is missing or older. Try: make setup PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Creating $(VENV) ..." && $(PYTHON) -m venv $(VENV); } || { \
		echo "'$(PYTHON) -m venv $(VENV)' failed. On Debian or Ubuntu install the package python3-venv, or choose" >&2; \
		echo "another interpreter: make setup PYTHON=/path/to/python3" >&2; rm -rf $(VENV); exit 1; }
	@echo "Installing the locked packages ..."
	@$(BIN)/python $(PIP_INSTALL) --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

check: setup  ## formatter, linter, strict types and import contracts, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup  ## rewrite the files as `check` wants them, where that is safe
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: setup  ## the tests a change must pass
	$(BIN)/pytest -n $(JOBS)

verify-long: setup  ## the slow tests: whole distributions against theory, and the built wheel
	$(BIN)/pytest -n $(JOBS) -m slow

bench: setup  ## the published speed measurements, and SCORE-1 against its peers (hours; see benchmarks/score_1/README.md)
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.score_1

docs: setup  ## build the documentation; any warning fails
	$(BIN)/sphinx-build -W --keep-going -b html docs docs/_build/html

ci: check test  ## what the server runs

golden: reason-given setup  ## rewrite the golden results; needs REASON="why they changed"
	$(BIN)/python tests/golden/update.py --reason "$(REASON)"

lock:  ## resolve requirements.lock anew from pyproject.toml
	@test -x $(LOCK_VENV)/bin/uv || { $(PYTHON) -m venv $(LOCK_VENV) && $(LOCK_VENV)/bin/python $(PIP_INSTALL) $(UV); }
	$(LOCK_VENV)/bin/uv pip compile pyproject.toml --extra dev --extra docs --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --no-header --no-emit-index-url --upgrade --quiet --output-file requirements.lock

reason-given:
	@test -n "$(REASON)" || { echo 'Say why the results change: make golden REASON="..."' >&2; exit 2; }
