# Everything that is done to this project by hand. Needs make and Python 3.11, 3.12 or 3.13.

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench lock clean
SHELL := /bin/sh

# The first of these that is there and young enough. `make PYTHON=/path/to/python3` overrides.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& command -v $$p && break; done)
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV := .cache/uv

help: ## list what can be done
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) \
	| awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: .venv/.stamp ## make or renew the environment in .venv

# What is in UP is passed on: make run UP="--port 8001"
run: .venv/.stamp ## start everything on this machine
	@$(BIN)/nemcon up $(UP)

test: .venv/.stamp ## run all tests (installs what they look with where it may)
	@scripts/programs.sh
	@echo "==> Running the tests, $(JOBS) at a time"
	@$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

check: .venv/.stamp ## run the linters, the type checkers and the checks of the house
	@echo "==> ruff check" && $(BIN)/ruff check --quiet
	@echo "==> ruff format" && $(BIN)/ruff format --check --quiet
	@echo "==> import layers" && $(BIN)/lint-imports --no-logo
	@echo "==> mypy" && $(BIN)/mypy
	@echo "==> pyright" && PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
	@echo "==> the settings in docs/operations.md" && $(BIN)/python scripts/settings_table.py --check
	@echo "==> the checks of the house" && $(BIN)/pytest -q tests/house

bench: .venv/.stamp ## measure, each figure beside its limit
	@$(BIN)/python -m bench

lock: .venv/.stamp ## write requirements.lock anew from pyproject.toml
	@echo "==> Choosing the newest versions that fit (requirements.lock)"
	@test -x $(UV)/bin/uv || { $(BIN)/python -m venv $(UV) \
	&& $(UV)/bin/python -m pip --disable-pip-version-check --quiet install uv; }
	@$(UV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header --group dev pyproject.toml -o requirements.lock

clean: ## remove the environment and the caches (what was recorded in .data stays)
	@rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: first the interpreter, then the packages, then the project itself. Each step is
# taken again only if what it depends on has changed.
.venv/.python:
	@test -n "$(PYTHON)" || { echo "Nemcon needs Python 3.11, 3.12 or 3.13; \
	found: $$(python3 --version 2>&1 || true). Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
	echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13."; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "$(PYTHON) comes without venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "==> Making the environment in .venv with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear .venv
	@touch $@

.venv/.packages: .venv/.python requirements.lock
	@echo "==> Installing the packages of requirements.lock (about half a minute)"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/.stamp: .venv/.packages pyproject.toml
	@echo "==> Installing Nemcon itself, so that .venv/bin/nemcon runs this tree"
	@$(PIP) install --no-deps --editable .
	@touch $@
