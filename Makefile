# Every target makes .venv from the locked requirements when needed, then calls invoke: `make demo` is `invoke demo`.
# Python 3.11 to 3.13 is enough to start; another one is chosen with `make PYTHON=python3.12 …`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
INVOKE := $(VENV)/bin/invoke
PIP_INSTALL := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "À la minute needs Python 3.11, 3.12 or 3.13: install one, or name it with make PYTHON=…" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON) (once, about a minute)…"
	@$(PYTHON) -m venv $(VENV)

# The lock carries hashes; the package itself is installed from this folder with what the lock brought.
$(VENV)/installed-main: requirements/main.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP_INSTALL) --require-hashes -r requirements/main.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/installed-dev: requirements/dev.txt $(VENV)/installed-main
	@$(PIP_INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

# The checker of HTML is a Java program from npm, locked too. Who lacks one of the two, or the internet, tests without it.
NU := tests/audit/nu
$(NU)/node_modules/.package-lock.json: $(NU)/package-lock.json
	@if command -v npm >/dev/null && command -v java >/dev/null; then \
		npm ci --prefix $(NU) --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || echo "No HTML checker: npm failed." >&2; fi

.PHONY: help
help: $(VENV)/installed-main
	@$(INVOKE) --list

# What runs tools of the development set.
.PHONY: test lint format lock
test lint format lock: $(VENV)/installed-dev
	@$(INVOKE) $@ $(ARGS)

test: $(NU)/node_modules/.package-lock.json

# Everything else: `make weekly`, `make draft ARGS="--week 2026-W47"`.
COMMANDS := demo collect feeds draft build serve live weekly digest publish check new import-birthday words
.PHONY: $(COMMANDS)
$(COMMANDS): $(VENV)/installed-main
	@$(INVOKE) $@ $(ARGS)
