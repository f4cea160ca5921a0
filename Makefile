# Everything one needs day to day. Only python3 (3.11 or newer, with venv) and make must be there:
# each target makes its own environment in .venv, and is quick about it the second time.

PYTHON ?= python3
PORT ?= 8000
# Processes for the tests; 0 runs them in one.
WORKERS ?= auto

BIN := .venv/bin
SITE := requirements.txt requirements-demo.txt
DEV := $(SITE) requirements-dev.txt

MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help
help: ## What there is
	@echo "make …"
	@sed -n 's/^\([a-z0-9-]*\):.*## /  \1\t/p' Makefile | expand -t 18

# -- The site ----------------------------------------------------------------------------

.PHONY: run
run: env ## The site on http://127.0.0.1:$PORT (8000), with demo content in a new database
	@$(BIN)/python manage.py prepare
	@echo "* http://127.0.0.1:$(PORT)/  (Ctrl-C ends it)"
	@exec $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

.PHONY: env
env:
	@$(PYTHON) scripts/env.py $(SITE)
	@$(BIN)/python scripts/messages.py compile

.PHONY: env-dev
env-dev:
	@$(PYTHON) scripts/env.py $(DEV)
	@$(BIN)/python scripts/messages.py compile

# -- Checks ------------------------------------------------------------------------------

.PHONY: test
test: env-dev ## Tests, on SQLite or on the database of DATABASE_URL (ARGS="-k word" for some)
	@$(BIN)/python -m pytest -m "not e2e" -n $(WORKERS) $(ARGS)

.PHONY: e2e
e2e: env-dev node_modules/vnu-jar ## Tests in a browser, over the demo content (needs chromium, java, npm)
	@$(BIN)/python -m pytest -m e2e tests/e2e -n $(WORKERS) $(ARGS)

.PHONY: bench
bench: env-dev ## How quick pages are with 100,000 materials, on a PostgreSQL of its own (minutes)
	@scripts/with_postgres.sh $(BIN)/python -m tests.bench $(ARGS)
	@$(MAKE) bench-search

.PHONY: bench-search
bench-search: env-dev ## What the search finds of the judged queries, and how quickly, on both databases
	@scripts/with_postgres.sh $(BIN)/python -m tests.bench.relevance
	@scripts/with_postgres.sh $(BIN)/python -m tests.bench.search
	@folder=$$(mktemp -d); export VAR_DIR=$$folder DATABASE_URL=sqlite:///$$folder/db.sqlite3; \
	  $(BIN)/python -m tests.bench.relevance; rm -f $$folder/db.sqlite3*; \
	  $(BIN)/python -m tests.bench.search --materials 50000 --posts 50000; \
	  status=$$?; rm -rf $$folder; exit $$status

.PHONY: bench-talk
bench-talk: env-dev ## The same with 1,000,000 posts; then 16 people who write at once, on both databases
	@scripts/with_postgres.sh $(BIN)/python -m tests.bench.talk $(ARGS)
	@scripts/with_postgres.sh $(BIN)/python -m tests.bench.writers
	@folder=$$(mktemp -d); DATABASE_URL=sqlite:///$$folder/db.sqlite3 $(BIN)/python -m tests.bench.writers; \
	  status=$$?; rm -rf $$folder; exit $$status

.PHONY: lint
lint: lint-python lint-templates lint-migrations lint-messages lint-production ## All static checks

.PHONY: lint-python
lint-python: env-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

.PHONY: lint-templates
lint-templates: env-dev
	@$(BIN)/djlint --lint --quiet templates

.PHONY: lint-migrations
lint-migrations: env-dev
	@DATABASE_URL=sqlite:///:memory: $(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: lint-messages
lint-messages: env-dev
	@$(BIN)/python scripts/messages.py check

.PHONY: lint-production
lint-production: env-dev
	@$(BIN)/python scripts/check_production.py

.PHONY: format
format: env-dev ## Put the Python sources into the common form
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# -- Upkeep ------------------------------------------------------------------------------

.PHONY: shots
shots: env-dev ## Pictures of the main pages for the README (needs chromium)
	@$(BIN)/python -m tests.e2e.shots

.PHONY: messages
messages: env-dev ## Collect the translatable strings into locale/, and compile
	@$(BIN)/python scripts/messages.py merge
	@$(BIN)/python scripts/messages.py compile

.PHONY: requirements
requirements: env-dev ## Pin the newest libraries that requirements*.in allow (on the oldest Python)
	@for name in requirements requirements-demo requirements-dev; do \
	  CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet --upgrade \
	    --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
	    --no-emit-find-links --output-file $$name.txt $$name.in || exit; \
	done

.PHONY: clean
clean: ## Remove what was made, except the data under var/
	@rm -rf .venv node_modules test-results .pytest_cache .ruff_cache .hypothesis locale/*/LC_MESSAGES/*.mo
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The validator of HTML, a Java program that npm brings.
node_modules/vnu-jar: package-lock.json
	@command -v npm >/dev/null || { echo "The check of HTML needs npm: apt-get install npm"; exit 1; }
	@echo "* Validator of HTML: node_modules"
	@npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@
