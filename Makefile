# The two commands of the README: `make run` and `make test`. Both set up .venv first, from the pinned and hashed lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: setup run test lint types lock samples clean

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("kommunbeslut needs Python 3.11 or later; name one with PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup
	$(BIN)/kommunbeslut run data/raw --out data/processed --jobs $(JOBS)

test: setup lint types
	$(BIN)/python -m pytest -n $(JOBS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

lock:
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -o requirements.lock

samples: setup
	$(BIN)/python tools/make_samples.py

clean:
	rm -rf $(VENV) data/processed/*.parquet data/processed/kommunbeslut.duckdb*
