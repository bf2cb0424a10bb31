# `make demo` and `make test` are all that a fresh machine needs: Python 3.11 or newer with venv, make, a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
NOW := 2026-11-02T18:00
EXPORT := examples/miu_export.ndjson

.PHONY: demo test check clean

demo: $(VENV)/installed
	@echo; echo "--- Which assessments are complete, which are not, and why ---"; echo
	@$(BIN)/safeforms validate $(EXPORT) --now $(NOW) || test $$? -eq 1  # 1: some are incomplete, as they should be
	@echo; echo "--- The risk summary of each ---"; echo
	@$(BIN)/safeforms summarise $(EXPORT) --now $(NOW) || test $$? -eq 1

test: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev --group browser
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
