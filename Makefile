# `make report` and `make test` work from nothing: they need make and Python 3.11 or newer, and set up .venv themselves.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help report test slow lab bench lock clean

help:
	@echo "make report   read seeds/, extract, execute the notebooks, write build/report.html (works offline)"
	@echo "make test     lint, types, examples in the docstrings, the fast tests"
	@echo "make slow     the slow tests: real browser, JupyterLab, golden reports"
	@echo "make lab      open the notebooks in JupyterLab"
	@echo "make bench    how fast and how large, as tables; an hour on a machine that does nothing else"
	@echo "make lock     pin the newest dependencies again, with hashes"

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, and $(PYTHON) is older. Next: make PYTHON=/path/to/python3.11 report"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

report: $(READY)
	@mkdir -p build
	$(BIN)/toolkit report seeds --out build/report.html

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q --doctest-modules toolkit --ignore=toolkit/__main__.py
	$(BIN)/python -m pytest -q -m "not slow" -n 2

# Two at a time, since a browser test mostly waits; a file stays whole, so that what it sets up is set up once.
slow: $(READY)
	$(BIN)/python -m pytest -q -m slow -n 2 --dist loadfile

lab: $(READY)
	$(BIN)/toolkit lab lab

bench: $(READY)
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/resolution.py
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/million.py
	$(BIN)/python benchmarks/measures.py
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/kills.py

# uv reads pyproject.toml and writes the pins of every platform; no registry is named in the file.
lock:
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade -o requirements.lock

clean:
	rm -rf .venv build dist lab .pytest_cache .mypy_cache .ruff_cache .hypothesis
