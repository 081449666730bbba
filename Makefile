# Waymark. `make` alone shows what there is.
.DEFAULT_GOAL := help
.PHONY: help setup demo run docs test test-sqlite test-postgresql check fix bench

RUN := tools/uv run --no-sync --
READY := .venv/ready dist/ready
ARGS ?= --help
PORT ?= 8000

# Where `runuser` is: as root, the tests start PostgreSQL as user postgres.
export PATH := $(PATH):/usr/sbin:/sbin

help:
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo

##@ Start here
setup: ## install everything that the lock files name: Python into .venv, what pages are made of into dist
	@tools/setup/python.sh
	@tools/setup/web.sh

demo: $(READY) ## the application with an invented partnership, on http://localhost:8000 (make demo PORT=8123)
	@$(RUN) waymark demo build --keep --folder var/demo
	@WAYMARK_DEMO=yes WAYMARK_VAR=$(CURDIR)/var/demo WAYMARK_DATABASE_URL=sqlite:///$(CURDIR)/var/demo/demo.sqlite3 $(RUN) waymark serve --port $(PORT)

run: $(READY) ## run a command: make run ARGS="packs list"
	@$(RUN) waymark $(ARGS)

docs: $(READY) ## print every area's procedures, with pictures, into var/manual
	@$(RUN) bash tools/manual.sh

##@ While you work
test: test-sqlite test-postgresql ## every test on SQLite, then the database tests on PostgreSQL

test-sqlite: $(READY) ## every test, on SQLite
	@tools/setup/chromium.sh
	$(RUN) pytest -n 2 --dist worksteal

test-postgresql: $(READY) ## the database tests on a throwaway PostgreSQL
	@tools/setup/postgresql.sh
	@tools/setup/chromium.sh
	$(RUN) pytest -n 2 --dist worksteal --database=postgresql -m database

check: $(READY) ## format, lint, types, layers, packs
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy --strict waymark/procedures
	$(RUN) lint-imports
	$(RUN) waymark packs check

fix: $(READY) ## mend what the formatter and the linter can mend by themselves
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

bench: $(READY) ## measure speed and memory, beside other programs
	@$(RUN) python -m bench

# Set up again whenever what is to be installed has changed.
.venv/ready: uv.lock pyproject.toml
	@tools/setup/python.sh

dist/ready: package-lock.json tools/assets.mjs $(shell find waymark/web/assets -type f)
	@tools/setup/web.sh
