# Two commands for a fresh clone, with only Python ≥ 3.11 and make: `make demo`, `make test`.
# They set up .venv by themselves and change no tracked file.
PYTHON ?= python3
BIN := .venv/bin
SOURCE := data/source/repertoire-franco-chinois.txt
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder
GENERATORS := docs carte grammar # of tools/: each writes what is generated and committed, or compares it

.PHONY: help setup demo test test-all accept lint types check docs docs-check docs-site release versions data bench scale mutation score reliability damage census clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready ## the virtual environment, with everything the tests need

.venv/ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[all]' --group dev
	@touch $@ .venv/demo

# Only what the demonstration needs: the package and its loader.
.venv/demo: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	@echo "Installing annuaire and its loader (click, sqlite-utils, phonenumbers, snowballstemmer) into .venv"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[loader]'
	@touch $@

demo: .venv/demo ## ask the database questions, then build it from the text and check it
	@mkdir -p build
	@$(BIN)/python tools/demo.py

test: .venv/ready ## the test suite (WORKERS=2 processes)
	@$(PYTEST) -m 'not long and not browser'

test-all: .venv/ready ## the suite with long profiles, the browser (needs Chromium), every export's tool
	@$(BIN)/pip install --quiet --disable-pip-version-check --group browser --group croissant
	@HYPOTHESIS_PROFILE=long $(PYTEST)

accept: .venv/ready ## accept what the texts are read as now; read the difference first, in git
	@cd tests && ../$(BIN)/python -m parsing.test_golden --accept
	@$(BIN)/python tests/test_databases.py --accept

lint: .venv/ready ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/ready ## mypy, strict
	@$(BIN)/mypy

check: .venv/ready ## the laws of the dataset, and that the committed database is current
	@$(BIN)/annuaire check --rebuild

data: .venv/ready ## rebuild the committed database
	@$(BIN)/annuaire build --quiet $(SOURCE) -o data/annuaire.db

docs: .venv/ready ## regenerate the documentation that is made from the code
	@for tool in $(GENERATORS); do $(BIN)/python tools/$$tool.py || exit 1; done

docs-check: .venv/ready ## fail when generated documentation is stale
	@for tool in $(GENERATORS); do $(BIN)/python tools/$$tool.py --check || exit 1; done

docs-site: .venv/ready ## the documentation as a site, in build/docs-site
	@$(BIN)/pip install --quiet --disable-pip-version-check --group docs-site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet
	@echo 'python -m http.server --directory build/docs-site'

release: .venv/ready ## build the release twice, have it read and tried; it is in dist/ afterwards
	@$(BIN)/pip install --quiet --disable-pip-version-check --group release
	@$(BIN)/python tools/release.py

versions: .venv/ready ## the lowest and the highest versions of what is required, tried
	@$(BIN)/pip install --quiet --disable-pip-version-check --group versions
	@$(BIN)/python tools/versions.py

bench: .venv/ready ## measure, and write docs/benchmarks.md
	@$(BIN)/python tools/bench.py

scale: .venv/ready ## what many sources cost, and write docs/scale.md (RECORDS=40000, BEFORE=COMMIT)
	@$(BIN)/python tools/scale.py $(if $(RECORDS),--records $(RECORDS)) $(if $(BEFORE),--before $(BEFORE))

SAMPLE ?= 200
mutation: .venv/ready ## small changes of the code that no test notices: docs/reliability.md (SAMPLE=200)
	@$(BIN)/pip install --quiet --disable-pip-version-check --group mutation
	@$(BIN)/python tools/mutation.py --sample $(SAMPLE) $(MUTATION)

score: .venv/ready ## how well the texts whose truth we have are read, value by value
	@$(BIN)/python tools/score.py

TRIALS ?= 300
reliability: .venv/ready ## kill, fill, flip, tamper, ask: docs/reliability.md (TRIALS=300 of each)
	@$(BIN)/python tests/reliability_trials.py --trials $(TRIALS)

BUILDS ?= 3000
damage: .venv/ready ## damage the texts in many ways: laws broken, values read wrong (BUILDS=3000)
	@$(BIN)/python tests/damage_trials.py --builds $(BUILDS) --write

census: .venv/ready ## which text needs each rule and each word: build/census.csv
	@mkdir -p build
	@$(BIN)/python tools/census.py > build/census.csv

clean: ## remove what was made
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
