# `make help` lists what there is. Everything runs in a virtual environment of the project's own.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check golden schemas docs bench wheel clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

$(BIN)/revenant: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(BIN)/revenant
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

setup: $(VENV)/.dev ## build the environment with the development tools

demo: $(BIN)/revenant ## play one incident, from open to a report
	@$(BIN)/revenant demo

test: $(VENV)/.dev ## run the suite
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.dev ## what CI checks beside the suite: style, types, generated files, our own workspace
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/revenant lint
	$(BIN)/revenant audit

golden: $(VENV)/.dev ## write the golden files anew; read the diff before you commit it
	$(BIN)/python -m pytest -q --update-golden

schemas: $(VENV)/.dev ## write schemas/*.json from the models
	$(BIN)/python -m revenant.render.schemas schemas

docs: $(VENV)/.dev ## write docs/cli.md from the commands
	$(BIN)/python docs/generate_cli.py > docs/cli.md

wheel: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel --outdir dist .

bench: $(VENV)/.dev ## measure the speed targets as ratios of whole processes, on an installed wheel
	$(BIN)/python bench/run.py

clean: ## remove what make built
	rm -rf $(VENV) dist .bench
