# Every command sets up what it needs in .venv, from the locks and with their hashes.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
VENV   := .venv
BIN    := $(VENV)/bin
VENDOR := src/sijill/web/static/vendor/htmx.js
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
L      ?= ar
REPORTS ?= 2000
SITE    ?= 10000

.PHONY: help demo site test check bench soak longest language floor readme pictures words lock clean

help: ## what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1|/' | column -t -s '|'

demo: $(VENV)/.ready ## set up everything, read a sample report, and open the sample project where Node is present
	$(BIN)/sijill read examples/taiz.txt --published 2019-03-14
	@PATH="$(BIN):$$PATH" $(BIN)/python scripts/demo.py

site: $(VENV)/.ready $(VENDOR) ## bring what the review site takes from others (needs Node)

$(VENDOR): package-lock.json scripts/assets.py | $(BIN)/python
	npm ci --ignore-scripts --no-audit --no-fund --silent
	$(BIN)/python scripts/assets.py

test: $(VENV)/.ready-dev $(if $(shell command -v npm),$(VENDOR)) ## style, types and tests: what CI runs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

check: $(VENV)/.ready-dev ## the tests that are fast
	$(BIN)/pytest tests -x --ignore tests/properties --ignore tests/test_gate.py

bench: $(VENV)/.ready-dev ## speed, memory, growth, cold start, a ledger of REPORTS reports (2000), the pages over SITE (10000)
	$(BIN)/python scripts/bench.py --reports $(REPORTS) --site $(SITE)

soak: $(VENV)/.ready-dev ## long trials: big, odd and many texts
	$(BIN)/python scripts/soak.py

longest: $(VENV)/.ready-dev ## the ten longest functions
	@$(BIN)/python scripts/longest.py

language: $(VENV)/.ready-dev ## what the tables of a language hold and where an example fails: make language L=ar
	@$(BIN)/python scripts/language.py $(L)

floor: $(VENV)/.ready-dev ## raise the pinned scores to those reached
	@$(BIN)/python scripts/floor.py --raise

words: $(VENV)/.ready-dev ## write the catalogues of the review site anew, and tell what is not translated
	@$(BIN)/python scripts/catalogue.py

pictures: $(VENV)/.ready-dev $(VENDOR) ## take the pictures of the documents anew (needs Chromium)
	@PATH="$(BIN):$$PATH" $(BIN)/python scripts/pictures.py

readme: $(VENV)/.ready-dev ## write the output shown in the README anew
	@$(BIN)/python scripts/readme.py

lock: ## write the locks anew (needs uv)
	uv pip compile pyproject.toml --extra build --extra web --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements-dev.lock

clean: ## remove what the commands above made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or later is needed; name it with PYTHON=..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is older than Python 3.11; name another with PYTHON=..." >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

# the lock holds what builds the package too, so nothing is fetched that it does not name
$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.ready
