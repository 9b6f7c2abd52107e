# `make run` and `make test` do all their own set-up; nothing outside this folder is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests
# A file of tests to a worker each: as many as there are cores, four at most.
WORKERS := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
YEARS ?= 5
SEED ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test crash quick pictures table simulate check format clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

# Downloads are kept inside the checkout as well.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --cache-dir $(VENV)/cache

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Baton needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/ready ## Start Baton: in your Slack workspace with tokens, else in a local one
	@exec $(BIN)/python -m bot run

test: $(VENV)/ready-dev ## Run all tests
	$(BIN)/python -m pytest $(WORKERS) $(TESTS)

crash: $(VENV)/ready-dev ## Kill the bot at every commit and every call of Slack; DATABASE=sqlite for one kind
	PYTHONPATH=.:tests $(BIN)/python tests/crash/every_point.py $(if $(DATABASE),--database $(DATABASE)) $(POINTS)

quick: $(VENV)/ready-dev ## Run what needs no socket, process or browser
	$(BIN)/python -m pytest $(WORKERS) -m "not wire and not browser and not simulation and not crash" $(TESTS)

pictures: $(VENV)/ready-dev ## Take the golden pictures of the views anew; look at each that git says changed
	BATON_PICTURES=take $(BIN)/python -m pytest tests/browser/test_golden_pictures.py

table: $(VENV)/ready-dev ## Write the table of docs/intake.md anew, where the real files are at hand
	BATON_TABLE=write $(BIN)/python -m pytest tests/intake/test_real_files.py -k shows

simulate: $(VENV)/ready-dev ## Live through YEARS=5 of faults and crashes from SEED=1
	@PYTHONPATH=.:tests $(BIN)/python -m simulation --years $(YEARS) --seed $(SEED)

check: $(VENV)/ready-dev ## Format, lint, types, import floors, dead code, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/deptry .

format: $(VENV)/ready-dev ## Format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## Remove what the other commands made, except data/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
