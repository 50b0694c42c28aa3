# Mingjian: every task of the house. Bare `make` lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SAMPLES := corpora/samples/batch

.DEFAULT_GOAL := help
.PHONY: help run install test check fix ui samples golden eval bench soak docs clean

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install  ## install everything, review the sample batch, open the web application
	@$(BIN)/mingjian review $(SAMPLES) --workspace workspace; \
	  code=$$?; if [ $$code -ne 0 ] && [ $$code -ne 3 ]; then exit $$code; fi
	@$(BIN)/mingjian ui --workspace workspace

install: $(VENV)/.installed  ## make the environment (and Debian packages, when root or sudo is there)

$(VENV)/.installed: requirements.lock pyproject.toml tools/setup.sh
	@PYTHON=$(PYTHON) sh tools/setup.sh run

$(VENV)/.tested: requirements-dev.lock pyproject.toml tools/setup.sh
	@PYTHON=$(PYTHON) sh tools/setup.sh test

test: $(VENV)/.tested  ## install what the tests need, then run all checks and tests
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest -n 2

check: $(VENV)/.tested  ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.tested  ## format and repair style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

ui: install  ## open the web application on the workspace
	@$(BIN)/mingjian ui --workspace workspace

samples: $(VENV)/.tested  ## make the sample batch anew (needs LibreOffice for the PDFs)
	$(BIN)/python -m tests.books.make

golden: $(VENV)/.tested  ## write the golden outlines anew; read the diff before committing
	$(BIN)/pytest tests/pipeline --regenerate

eval: $(VENV)/.tested  ## accuracy of scenes, numbers in prose, statement lines and fields, on material never trained on
	$(BIN)/python -m bench.scenes --dev tests/classify/dev.jsonl
	$(BIN)/python -m bench.claims
	$(BIN)/python -m bench.statements
	$(BIN)/python -m bench.fields --picture

bench: $(VENV)/.tested  ## speed of the PDF and Word readers against others, how well scans are read, all rules on 100 pages
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.pdf
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.word
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.scans
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.rules

docs: $(VENV)/.tested  ## write docs/rules.md anew from the rules' data
	$(BIN)/mingjian rules-page -o docs/rules.md

soak: $(VENV)/.tested  ## hostile files in every size, 10,000 mutants, misbehaving parsers ten times over (about half an hour)
	$(BIN)/python -m bench.soak

clean:  ## remove the environment and caches (the workspace stays)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
