# Two commands: `make demo` and `make test`. Each sets up all it needs.
PY  := .venv/bin/python
BIN := .venv/bin
GATE := src/qurultai/onsite/static/gate/gate.js
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export QURULTAI_DATA ?= $(CURDIR)/data
export PORT ?= 8000

.PHONY: demo demo-reset test check bench bench-long wheel lock catalogues browser clean

demo: .venv/run $(GATE)
	@$(BIN)/qurultai demo

demo-reset: .venv/run $(GATE)
	@$(BIN)/qurultai demo --reset

test: .venv/dev node_modules $(GATE) browser
	$(PY) -m pytest -n 2 --no-loadscope-reorder -q
	QURULTAI_SUITE=cluster sh deploy/with_services.sh $(PY) -m pytest -n 2 --no-loadscope-reorder -q src architecture
	QURULTAI_SUITE=cluster sh deploy/with_services.sh $(PY) -m pytest -q -m "not browser" e2e

check: .venv/dev node_modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	npm run --silent check
	$(PY) -m qurultai.kit.catalogues check
	$(BIN)/qurultai makemigrations --check --dry-run

bench: .venv/dev
	$(PY) -m benchmarks

bench-long: .venv/dev
	$(PY) -m benchmarks.gates --universes 1000000
	$(PY) -m benchmarks.gates_killed --json benchmarks/results/gates_killed.json

.venv/bin/python:
	python3 -m venv .venv

.venv/run: .venv/bin/python requirements/run.txt pyproject.toml
	$(PY) -m pip install -q --require-hashes -r requirements/run.txt
	$(PY) -m pip install -q --no-build-isolation --no-deps -e .
	$(PY) -m qurultai.kit.catalogues compile
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(PY) -m pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

catalogues: .venv/run
	$(PY) -m qurultai.kit.catalogues update

node_modules: package-lock.json
	npm ci --silent
	@touch $@

$(GATE): node_modules islands/build.mjs $(wildcard islands/gate/*.ts)
	npm run --silent islands

browser:
	@sh e2e/browser.sh

wheel: .venv/dev $(GATE)
	$(PY) -m pip wheel -q --no-build-isolation --no-deps -w build/wheel .

lock: .venv/dev
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf .venv node_modules data build src/qurultai/onsite/static/gate
