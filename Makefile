# Salwa. `make help` says what can be made; `make demo` and `make test` need nothing but Python 3.11 and this folder.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:

VENV ?= .venv
WORKERS ?= 2
SOAK_SECONDS ?= 600
KILLS ?= 200
SOAK_EXAMPLES ?= 10000
PORT ?= 8000
BIN := $(VENV)/bin
DONE := $(VENV)/done
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PACKAGE := pyproject.toml requirements/base.in
CATALOGUES := $(shell find locale src -name '*.po' 2>/dev/null)
MATCHING := $(wildcard src/salwa/kernel/identification/*.py)

export PATH := $(abspath $(BIN)):$(PATH)
export DJANGO_SETTINGS_MODULE ?= salwa.config.settings

.PHONY: help
help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## What each target rests on. A file in $(DONE) says that a step is done; it is done again when what it rests on changes.

$(DONE)/environment:
	@python=$$(tools/find-python); echo "Making $(VENV) with $$python …"; "$$python" -m venv $(VENV)
	@mkdir -p $(DONE) && touch $@

$(DONE)/base: requirements/build.txt requirements/base.txt $(PACKAGE) | $(DONE)/environment
	@echo "Installing what Salwa runs on …"
	@$(PIP) --require-hashes --only-binary :all: -r requirements/build.txt -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DONE)/server: tools/have_server.py | $(DONE)/base
	@python tools/have_server.py || { [ $$? = 3 ] && $(PIP) --require-hashes --only-binary :all: -r requirements/embedded.txt; }
	@touch $@

$(DONE)/warm: $(MATCHING) | $(DONE)/base
	@echo "Compiling the matching code …"
	@python -m salwa.kernel.identification.warm
	@touch $@

$(DONE)/catalogues: $(CATALOGUES) | $(DONE)/base
	@python -m salwa.web.compile_catalogues
	@touch $@

# Where the libraries are missing and cannot be installed, it says so, and papers alone do without: asked again each time.
$(DONE)/papers: tools/have-papers | $(DONE)/base
	@if tools/have-papers; then touch $@; fi

$(DONE)/dev: requirements/dev.txt | $(DONE)/base
	@echo "Installing what the tests and checks need …"
	@$(PIP) --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

$(DONE)/browser: tools/have-browser | $(DONE)/dev
	@tools/have-browser
	@touch $@

$(DONE)/bench: requirements/bench.txt | $(DONE)/dev
	@echo "Installing the peers that the bench compares with …"
	@$(PIP) --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@

.PHONY: setup
setup: $(DONE)/base $(DONE)/server $(DONE)/catalogues $(DONE)/warm $(DONE)/papers ## Install what Salwa runs on, here and nowhere else

.PHONY: setup-dev
setup-dev: setup $(DONE)/dev $(DONE)/browser ## The same, with what the tests and checks need

.PHONY: demo
demo: setup ## Build a register of a million firearms and identify real recovered ones in it
	@salwa demo

.PHONY: run
run: setup ## Serve the pages and the API on this machine, at PORT (8000)
	@salwa init --state XC
	@echo "Whoever signs in needs a password: $(BIN)/salwa user password tracing_officer"
	@salwa run --port $(PORT)

.PHONY: test
test: setup-dev ## Run all tests
	@pytest -n $(WORKERS) --dist loadscope

.PHONY: lint
lint: setup-dev ## Style and layers: ruff, import-linter, djhtml, migrations in step with models
	@ruff check .
	@ruff format --check .
	@lint-imports
	@git ls-files 'src/*.html' | xargs -r djhtml --check
	@SALWA_HOME=$(DONE)/nowhere python -m django makemigrations --check --dry-run

.PHONY: types
types: setup-dev ## Types: mypy, strict
	@mypy
	@mypy --strict contrib

.PHONY: docs
docs: setup-dev ## Build the documentation into docs/_build/html
	@sphinx-build --quiet --fail-on-warning --keep-going -b html docs docs/_build/html
	@echo "The documentation is in docs/_build/html/index.html"

.PHONY: check
check: lint types docs ## All that a change must pass: lint, types, docs, then the tests
	@$(MAKE) test

.PHONY: bench
bench: setup $(DONE)/bench ## Measure on a million records against other software (up to 20 minutes)
	@python -m bench

.PHONY: bench-full
bench-full: setup $(DONE)/bench ## Measure on ten million
	@python -m bench --full

.PHONY: soak
soak: setup-dev ## Work for SOAK_SECONDS (600), be killed KILLS (200) times, live SOAK_EXAMPLES lives; count what was lost
	@python -m bench.soak --seconds $(SOAK_SECONDS) --kills $(KILLS)
	@SALWA_EXAMPLES=$(SOAK_EXAMPLES) pytest -n $(WORKERS) tests/kernel/lifecycle tests/contexts/registry/test_rules.py \
	    tests/contexts/registry/actions/test_recording_lives.py
	@pytest -q -n 0 -m soak --hypothesis-profile=soak || test $$? = 5

.PHONY: pins
pins: setup-dev ## Pin the requirements anew, with hashes and without addresses
	@for part in build base dev bench embedded; do \
	    uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 \
	        requirements/$$part.in --output-file requirements/$$part.txt; done

.PHONY: clean
clean: ## Remove what the targets above made here, but no register
	@rm -rf $(VENV) docs/_build build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
