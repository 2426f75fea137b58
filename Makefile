# Two commands: `make run` (the demo on http://localhost:8000) and `make test` (every suite). Python 3.11+ and make are
# all a machine needs; everything else is installed into this folder, once, and then works without a network.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
NODE := $(BIN)/python scripts/with_node.py
DEMO := SOTTO_DEMO=1 PORT="$(or $(PORT),8000)"
ASSETS := build/assets/assets.json
# Folders too: a file that was removed changes its folder's time.
SOURCES := $(shell find static service_worker webapp/content/data webapp/pwa/icons) \
           $(shell find webapp/pwa -name '*.py' -o -name '*.html' -o -name '*.json')
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: run build test lint unit browser bench load faults attack audit pictures risk-score risk-report reader clean test-environment

run: $(VENV)/.run node_modules/.ready $(ASSETS)
	@$(DEMO) $(BIN)/flask demo make
	@$(DEMO) exec $(BIN)/flask serve

build: $(ASSETS)

# ------------------------------------------------------------------------------------------------------ tests

test: test-environment
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory browser
	@echo "make test: every suite passed."

# step(what, command): says what runs; when it fails, says where it stopped.
define step
@echo "== $(1)"
@$(2) || { echo "Stopped at: $(1). The lines above say why." >&2; exit 1; }
endef

lint: $(VENV)/.test node_modules/.ready
	$(call step,Python style (ruff),$(BIN)/ruff check .)
	$(call step,Python types (mypy),$(BIN)/mypy)
	$(call step,JavaScript types (tsc),$(NODE) tsc -p tsconfig.json)

unit: $(VENV)/.test $(ASSETS)
	$(call step,Python tests,$(BIN)/python -m pytest -m "not browser")
	$(call step,JavaScript tests,$(NODE) node --test --test-reporter=dot "tests/**/*.test.js")

browser: $(VENV)/.test $(ASSETS)
	$(call step,Browser tests,$(BIN)/python -m pytest -m browser)

bench: $(VENV)/.test $(ASSETS)
	@$(BIN)/python -m tests.benchmarks

# Hundreds of phones against one server process: about six minutes, this machine only.
load: $(VENV)/.test
	@$(BIN)/python -m tests.load

# Hundreds of faults of disk, network and server while two phones save: under three minutes, figures to docs/reliability.md.
faults: $(VENV)/.test node_modules/.ready
	@$(BIN)/python -m tests.faults

# The long attack on the server: 100,000 requests and more, figures to docs/reliability.md.
attack: $(VENV)/.test
	@$(BIN)/python -m tests.attack

# Are there advisories about what we pin? Status 2 and a plain word when nobody could be asked.
audit: $(VENV)/.run node_modules/.ready
	@$(BIN)/python scripts/audit.py

# The README's pictures, taken anew in a real browser.
pictures: $(VENV)/.test $(ASSETS)
	@$(BIN)/python -m tests.browser.pictures

# What the risk words find in labelled notes, one JSON object a line: totals as JSON, never the notes. BY=rules or BY=reader: one of the two alone.
risk-score: $(VENV)/.test
	@$(BIN)/python -m tests.risk $(if $(BY),--by $(BY)) $(or $(GOLD),$(error Say which notes: make risk-score GOLD=file.jsonl))

# The second reader of the risk words, trained anew: same notes, same data. Held-back notes are refused.
LEARNED := $(wildcard tests/risk/corpus/*_tune.jsonl tests/risk/corpus/*_train.jsonl)
reader: $(VENV)/.train node_modules/.ready
	@$(BIN)/python -m scripts.train_reader $(or $(VERSION),$(error Say which version this is: make reader VERSION=2026-11-25.1)) $(LEARNED)

# The same on our own labelled notes: writes docs/risk-detection.md and the floor that the tests keep.
risk-report: $(VENV)/.test
	@$(BIN)/python -m tests.risk.report --floor

test-environment: $(VENV)/.test node_modules/.ready
	@scripts/need_programs.sh

# ------------------------------------------------------------------------------------------------ environment

$(BIN)/python:
	@scripts/make_environment.sh "$(PYTHON)" "$(VENV)"

$(VENV)/.run: requirements.lock | $(BIN)/python
	@echo "Installing what the server needs (the first time only) ..."
	@$(PIP) requirements.lock
	@touch $@

# Holds all of requirements.lock too, so `make run` need not install again.
$(VENV)/.test: requirements-test.lock | $(BIN)/python
	@echo "Installing what the tests need (the first time only) ..."
	@$(PIP) requirements-test.lock
	@touch $(VENV)/.run $@

# Only for `make reader`.
$(VENV)/.train: requirements-train.lock | $(VENV)/.run
	@echo "Installing what training needs (the first time only) ..."
	@$(PIP) requirements-train.lock
	@touch $@

node_modules/.ready: package-lock.json | $(VENV)/.run
	@echo "Installing what the app needs (the first time only) ..."
	@$(NODE) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(ASSETS): $(SOURCES) node_modules/.ready | $(VENV)/.run
	@$(BIN)/python -m webapp.pwa $(@D)

clean:
	rm -rf build $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@echo "The demo's data are still in var/; remove that folder yourself if you want to start anew."
