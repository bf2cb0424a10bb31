# `make demo` and `make test` are all that a fresh machine needs: Python 3.11 or newer with venv, make, a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
NOW := 2026-11-02T18:00
EXPORT := examples/miu_export.ndjson

.PHONY: demo test check clean page-script

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

# The script of the web page, squeezed: needs Node. Run it after any change of src/safeforms/web_page/{engine,behaviour}.
PAGE := src/safeforms/web_page
SQUEEZE := npx --yes terser@5.51.2 --ecma 2020 --mangle \
  --compress passes=3,ecma=2020,sequences=false,unsafe_arrows=true
page-script: $(VENV)/installed
	@$(BIN)/python -c "from safeforms.web_page.script import *; print(whole_source(), end='')" > $(PAGE)/whole.tmp.js
	@$(BIN)/python -c "from safeforms.web_page.script import *; print(first_line(whole_source()), end='')" > $(PAGE)/squeezed.tmp
	@$(SQUEEZE) $(PAGE)/whole.tmp.js >> $(PAGE)/squeezed.tmp
	@mv $(PAGE)/squeezed.tmp $(PAGE)/squeezed.js && rm $(PAGE)/whole.tmp.js

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
