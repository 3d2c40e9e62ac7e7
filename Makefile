# Two commands for everybody: make demo, make test. The rest is for those who work on the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
export PYTHONUTF8 := 1

.PHONY: demo test check eval bench setup clean

demo: $(STAMP)
	$(BIN)/referatsok demo

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -q -n auto --dist loadfile

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests
	$(BIN)/lint-imports

eval: $(DEV_STAMP)
	$(BIN)/python -m bench.quality

bench: $(DEV_STAMP)
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.engines

setup: $(DEV_STAMP)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Referatsøk trenger Python 3.11 eller nyere. Prøv: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,xlsx]"
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# make tables, make model: the language model, made again from the treebank.
include models/recipe/model.mk
