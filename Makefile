# The two commands of the README: `make run` and `make test`. Both set up .venv first, from the pinned and hashed lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

# Labelled corpora to measure accuracy on, as FOLDER:MEDIUM,...; those that are not there are skipped. `make generated` makes
# the last two.
CORPORA ?= ../shared/corpus
GENERATED ?= data/processed/generated
MEDIA := text,docx,pdf,scan,flowing-docx,flowing-pdf,flowing-scan
MEASURED ?= $(CORPORA)/seeds:$(MEDIA) $(CORPORA)/constructed:$(MEDIA) $(CORPORA)/goteborg-ks-2024:text \
	data/labelled/development:text data/labelled/heldout:$(MEDIA) data/labelled/heldout-hard:text \
	$(GENERATED)/generator-tuned:text $(GENERATED)/generator-heldout:text
# How many documents of each side are made, and from which seed.
GENERATED_COUNT ?= 120
GENERATED_SEED ?= 20260101
ACCURACY := data/processed/accuracy

.PHONY: setup run test test-long lint types lock samples notebooks generated histories measure calibration accuracy bench bench-full docs clean

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
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

# The suites that take long: kills at every step, thousands of mutated files, full disks, every benchmark. The worst input of every pattern
# is measured apart: python -m benchmarks.patterns
test-long: setup
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m long

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

lock:
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -o requirements.lock

samples: setup
	$(BIN)/python tools/make_samples.py

# Run the notebooks and write them as pages.
notebooks: setup
	$(BIN)/python tools/render_notebooks.py --to data/processed/notebooks

# Made documents with gold by construction (tools/generator/README.md), the same from the same code, count and seed.
generated: setup
	rm -rf $(GENERATED)/generator-tuned $(GENERATED)/generator-heldout
	$(BIN)/python -m tools.generator --out $(GENERATED)/generator-tuned --count $(GENERATED_COUNT) --seed $(GENERATED_SEED) --forms tuned
	$(BIN)/python -m tools.generator --out $(GENERATED)/generator-heldout --count $(GENERATED_COUNT) --seed $(GENERATED_SEED) --forms heldout

# Relations told over many papers, and how right their partnerships and lineage come out.
histories: setup
	rm -rf $(GENERATED)/histories
	$(BIN)/python -m tools.generator.histories --out $(GENERATED)/histories --relations 300 --seed $(GENERATED_SEED)
	rm -f $(GENERATED)/histories/papers/*.json
	$(BIN)/kommunbeslut run $(GENERATED)/histories/papers --out $(GENERATED)/histories/out --jobs $(JOBS) --fresh --quiet
	$(BIN)/python tools/score_histories.py $(GENERATED)/histories $(GENERATED)/histories/out

# Process and evaluate the corpora; what is measured lies in data/processed/accuracy.
measure: setup
	$(BIN)/python tools/measure_accuracy.py $(MEASURED) --work $(ACCURACY) --jobs $(JOBS)

# Fit confidence to papers read for the first time, those held out as they are read now; measure again afterwards.
calibration: measure
	$(BIN)/python tools/first_reading.py $(ACCURACY)/runs.json:heldout-text,heldout-scan,heldout-hard-text
	$(BIN)/python tools/fit_confidence.py

accuracy: measure
	$(BIN)/python tools/make_accuracy.py $(ACCURACY)/runs.json --to docs/ACCURACY.md

# Speed beside other programs, and what it takes at size: docs/PERFORMANCE.md. pdftotext (poppler-utils) and Tesseract (tesseract-ocr,
# tesseract-ocr-swe) are compared with where they are installed. The second also measures the sizes that take an hour or more.
bench: setup
	$(BIN)/python -m benchmarks --size quick

bench-full: setup
	$(BIN)/python -m benchmarks --size full

# The documentation site, read from data/processed/docs/index.html. It fails on a broken link.
docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

clean:
	rm -rf $(VENV) data/processed/*.parquet data/processed/kommunbeslut.duckdb*
