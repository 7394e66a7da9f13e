# Two commands matter: `make run` and `make test`. Both make the environment first, once.
# TORCH_INDEX=URL adds an index for PyTorch's CPU build (README, 安装).
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH_INDEX ?=
PYTEST_ARGS ?=
INDEX := $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.PHONY: run setup test test-cluster lint types layers clean

run: setup
	@$(BIN)/huiyin start

setup: $(VENV)/.installed

# torch comes first and alone: asked for together with the others, pip may take the CUDA build.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "huiyin 需要 Python 3.11 或更新版本")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install -q -c constraints.txt $(INDEX) torch==2.13.0
	$(PIP) install -q -c constraints.txt $(INDEX) -e '.[dev]'
	touch $@

test: setup lint types layers
	$(BIN)/python -m pytest $(PYTEST_ARGS)
	$(BIN)/python tools/wheel_check.py

# Kills nodes of clusters that it starts itself, and enters one with TLS and keys. Outside the gate: minutes, 3 GB.
test-cluster: export HUIYIN_TEST_ELASTIC_CLUSTER ?= ../shared/elasticsearch/cluster
test-cluster: setup
	$(BIN)/python -m pytest $(PYTEST_ARGS) tests/cluster

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist build
