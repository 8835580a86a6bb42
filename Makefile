# Everything runs in .venv, which the first target makes; what is up to date is left alone.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
PYTEST_ARGS ?=

.PHONY: demo test lint docs golden bench reliability soak wheel servers clean

# The main job on the embedded database: an example definition, applied, and a plan that finds nothing left to do.
demo: .venv/installed
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && schemac="$(CURDIR)/$(BIN)/schemac" && cd "$$folder" && set -x && \
	"$$schemac" init && "$$schemac" apply --yes && "$$schemac" plan

test: .venv/dev servers
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(PYTEST_ARGS)

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Rewrites docs/hazards.md from the rules, and the JSON Schema of plan files from their type.
docs: .venv/installed
	$(BIN)/python -c 'import json, msgspec; from schemac.model.plan import Plan; print(json.dumps(msgspec.json.schema(Plan), indent=2))' > schemas/plan.schema.json
	$(BIN)/python -m schemac lint --rules > docs/hazards.md.new && mv docs/hazards.md.new docs/hazards.md

# Rewrites golden/ with what the tests have; read the difference before committing it.
golden: .venv/dev servers
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --update-golden $(PYTEST_ARGS)
	git status --short golden

# Byte code may be written, as it is on a user's machine; without it every start would compile anew.
bench: .venv/dev servers
	@for file in tests/bench/bench_*.py; do echo "== $$file"; env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m tests.bench.$$(basename "$$file" .py) || failed=1; done; exit $${failed:-0}

# Every fault that an apply must survive, at length, on real servers; what came of it is written into docs/reliability.md.
reliability: .venv/dev servers
	$(BIN)/python -m tests.faults --write docs/reliability.md

# Hours rather than minutes: many more examples, MySQL proper beside the other engines, and every version of PostgreSQL.
# SOAK_POSTGRESQL="18" takes fewer versions; SCHEMAC_TEST_MYSQL_URL names a MySQL that runs already.
SOAK_POSTGRESQL ?= 13 14 16 17 18
soak: .venv/dev servers
	@set -e; export MYSQL_TEST_HOME="$${MYSQL_TEST_HOME:-$${TMPDIR:-/var/tmp}/schemac-mysql}"; \
	if [ -z "$$SCHEMAC_TEST_MYSQL_URL" ]; then \
		SCHEMAC_TEST_MYSQL_URL=$$(tests/servers/mysql_server.sh start); trap 'tests/servers/mysql_server.sh stop' EXIT; fi; \
	export SCHEMAC_TEST_MYSQL_URL SCHEMAC_TEST_PROFILE=soak; \
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(PYTEST_ARGS); $(BIN)/python -m tests.faults; \
	servers=$$($(BIN)/python -m tests.servers.postgresql_versions .servers $(SOAK_POSTGRESQL)); \
	while read -r version folder; do \
		echo "== PostgreSQL $$version"; \
		SCHEMAC_TEST_POSTGRESQL_BIN="$$folder" $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -k postgresql \
			tests/live/postgresql tests/conformance $(PYTEST_ARGS) </dev/null || failed=1; \
	done <<<"$$servers"; exit $${failed:-0}

wheel: .venv/installed
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

# The real databases that the tests start for themselves.
servers: .venv/dev
	@tests/servers/install.sh

.venv/bin/python:
	$(PYTHON) -m venv .venv || { rm -rf .venv; [ "$$(id -u)" = 0 ] && apt-get -qq update && \
		apt-get -qq install -y python3-venv </dev/null && $(PYTHON) -m venv .venv; }

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]'
	@touch $@

.venv/dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
