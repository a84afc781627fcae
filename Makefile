# One virtual environment with pinned versions serves every target; `make clean` removes it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: help demo test lint bench wheel clean

help:
	@echo "make demo   check the sample submissions in corpora/demo, leave reports in out/demo"
	@echo "make test   ruff, mypy and every test"
	@echo "make bench  time and memory beside another converter"
	@echo "make wheel  build the wheel into dist/"
	@echo "make clean  remove the environment and everything built"

$(VENV)/.run: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]"
	@touch $@

demo: $(VENV)/.run
	$(BIN)/python scripts/demo.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n $(JOBS)

bench: $(VENV)/.bench
	$(BIN)/python -m bench

wheel: $(VENV)/.dev
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist out *.egg-info
