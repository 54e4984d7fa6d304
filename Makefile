# Everything that one does with Overstap, one line each. `make help` lists it.
#
# What is built is remembered by files in .venv and beside its sources, so that the second time is quick.

.DEFAULT_GOAL := help
.PHONY: help run test check proof faults bench requirements messages lock demo-reset wheel build
SHELL := /bin/sh
PORT ?= 8000
BIN := .venv/bin
VENDOR := src/overstap/web/static/vendor
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/overstap/locale/*/LC_MESSAGES/*.po))
BUILT := .venv/.run $(VENDOR)/.collected $(CATALOGUES)

help:  ## list what one can ask
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(BUILT)  ## build what is missing and start the demo on http://localhost:8000 (PORT=… for another port)
	@exec $(BIN)/overstap serve --demo --port $(PORT)

test: $(BUILT) .venv/.test  ## run every test, on SQLite and on PostgreSQL
	@scripts/run_tests.sh

proof: $(BUILT) .venv/.test  ## prove the scheme language and every scheme at length, and print what was tried
	@$(BIN)/python scripts/proof.py

check: $(BUILT) .venv/.test  ## style, types, layers, templates and migrations, side by side
	@$(BIN)/python scripts/check.py

faults: $(BUILT) .venv/.test  ## kill, restart and fill up whatever a rush on a window stands on, at length, and print the figures
	@$(BIN)/python scripts/faults.py

requirements: $(BUILT) .venv/.test  ## which requirements a test shows, and which none does
	@$(BIN)/python scripts/requirements_report.py

bench: $(BUILT)  ## measure speed beside its peers, on the same data (installs numpy and OpenFisca for itself)
	@for one in single_case screening matching dividing treasury_figures treasury_load; do echo; echo "== $$one"; $(BIN)/python benchmarks/$$one.py; done

messages: $(BUILT)  ## gather the texts of the screens into the catalogues for translation
	@$(BIN)/python scripts/messages.py gather

lock:  ## choose the newest versions and lock them with their hashes (needs uv)
	@scripts/lock.sh

demo-reset: $(BUILT)  ## throw the demo away and make it afresh
	@$(BIN)/overstap demo-reset --yes

wheel: $(BUILT)  ## build the wheel in dist/
	@$(BIN)/python -m hatchling build -t wheel

build: $(BUILT)  ## only build what `make run` needs

.venv/bin/python:
	@scripts/make_venv.sh

.venv/.run: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing Python packages …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/.test: requirements/test.txt .venv/.run
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/test.txt
	@touch $@

$(VENDOR)/.collected: package-lock.json package.json scripts/collect_front_end.py | .venv/bin/python
	@echo "Fetching style sheets and scripts …"
	@scripts/npm.sh ci --ignore-scripts --no-audit --no-fund --silent
	@$(BIN)/python scripts/collect_front_end.py
	@touch $@

%.mo: %.po scripts/messages.py | .venv/.run
	@$(BIN)/python scripts/messages.py compile $< $@
