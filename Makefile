# Every target sets up first what it needs: a fresh checkout, python3 ≥ 3.11, make and git are enough.
# make PYTHON=python3.12 … picks another Python; make test ARGS="-k botox" hands pytest its arguments.

PYTHON ?= python3
ARGS ?=
SECONDS ?= 60
READERS ?=
SAMPLE = aetna_initial_ready.json
# the invented clinician of the sample charts
SIGNED = --by "Ana Example" --credentials MD --on 2026-06-10

# uv is the caller's own, or else the one that set-up put into .venv.
export PATH := $(PATH):$(CURDIR)/.venv/bin

.PHONY: help setup demo test lint types imports check fmt golden messages docs gallery coverage bench fuzz wheel smoke clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-9s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv from uv.lock and install WeasyPrint's libraries; quick when done already
	@$(PYTHON) scripts/set_up.py

demo: setup ## prepare and sign off the packet of a shipped sample chart, into build/demo
	.venv/bin/priorauth samples build/samples
	.venv/bin/priorauth prepare build/samples/$(SAMPLE) --out build/demo
	.venv/bin/priorauth sign build/demo/$(subst _,-,$(basename $(SAMPLE))) $(SIGNED)

test: setup ## run the tests
	.venv/bin/pytest -n auto --dist loadfile $(ARGS)

lint: setup ## check format and style
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .

types: setup ## check types
	.venv/bin/mypy --strict

imports: setup ## check who may import whom
	.venv/bin/lint-imports --no-cache

check: lint types imports test ## all of lint, types, imports and test

fmt: setup ## format the code and mend what ruff can mend
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .

golden: setup ## write the tests' golden files anew; read the diff before you keep it
	.venv/bin/pytest --rewrite-golden

messages: setup ## write anew the list of all translatable strings, templates/locale/messages.pot
	.venv/bin/python scripts/messages.py

docs: setup ## write the reference pages anew from the code
	.venv/bin/python scripts/docs.py

gallery: setup ## draw every document of some samples anew, into docs/images/gallery
	.venv/bin/python scripts/gallery.py

coverage: setup ## write anew what the tests have seen of each clause, into payer_rules/coverage.csv
	.venv/bin/python scripts/coverage.py

bench: setup ## measure, and write the pages on performance
	UV_PROJECT_ENVIRONMENT=.venv uv sync --locked --group bench --python .venv/bin/python
	.venv/bin/python -m benchmarks.evaluation
	.venv/bin/python -m benchmarks.reading
	.venv/bin/python -m benchmarks.rendering

fuzz: setup ## feed every reader with mutated files; make fuzz SECONDS=60 READERS=fhir
	UV_PROJECT_ENVIRONMENT=.venv uv sync --locked --group fuzz --python .venv/bin/python
	.venv/bin/python -m tests.fuzz.run --seconds $(SECONDS) $(READERS)

wheel: setup ## build the wheel into dist
	rm -rf dist && uv build --wheel --python .venv/bin/python

smoke: wheel ## install the wheel into a clean environment and run the demo there
	sh scripts/smoke.sh $(SAMPLE)

clean: ## remove everything that make made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
