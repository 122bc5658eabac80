# Empiria. `make run` and `make test` are all it takes; the rest is for those who change it.
# On Debian as root what the system lacks is installed; otherwise make stops with the line to run.

PYTHON ?= python3
bin := .venv/bin
workers := $(shell expr 2 \* $$(nproc))  # tests wait as long as they work
page := $(bin)/python frontend/build.py
ready := .venv/.ready

# A virtual environment survives neither being moved nor its Python's departure.
$(shell [ -x $(bin)/python ] && [ "$$(cat $(ready) 2>/dev/null)" = "$$PWD" ] || rm -f $(ready))

.PHONY: help run test lint fmt bench soak lock page chromium

help:
	@echo "make run     migrate, load the demo and serve it; honours every HUB_* variable"
	@echo "make test    all tests, with PostgreSQL, Valkey and a browser of their own; ARGS=... goes to pytest"
	@echo "make lint    style, types, import rules, and the size of the page"
	@echo "make fmt     put the style right"
	@echo "make bench   measure          make soak   load for long          make lock   pin the newest dependencies"

run: export HUB_DEMO ?= 1
run: $(ready) page
	@$(bin)/hub migrate
	@$(if $(filter 0 false no off,$(HUB_DEMO)),,$(bin)/hub demo)
	@exec $(bin)/hub serve

test: $(ready) page chromium
	@$(page) test
	@$(bin)/python -m pytest $(if $(ARGS),,-n $(workers) --maxschedchunk=1) $(ARGS)

lint: $(ready) page
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo
	@$(page) check
	@$(page) size

fmt: $(ready)
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .
	@$(page) format

bench soak: $(ready)
	@$(if $(wildcard tests/$@*),$(bin)/python -m tests.$@ $(ARGS),echo "There is no tests/$@ yet.")

lock: $(ready)
	@$(bin)/python -m pip install -qq uv
	@$(bin)/python -m uv pip compile -q --upgrade --universal --generate-hashes --extra dev --no-config \
		--no-annotate --no-header pyproject.toml -o requirements.lock

# ---- what the others stand on

page: $(ready)
	@$(page)

$(ready): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Empiria needs Python 3.11 or newer, by its name: make run PYTHON=python3.11'; exit 1; }
	$(call need,$(PYTHON) -c 'import ensurepip; ensurepip.version()',python3-venv)
	@echo 'Installing the dependencies into .venv …'
	@[ -e $@ ] || $(PYTHON) -m venv --clear .venv
	@$(bin)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(bin)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@pwd > $@

chromium:
	$(call need,command -v $${HUB_TEST_CHROMIUM:-chromium} || command -v google-chrome,chromium)

# $(call need,CHECK,PACKAGE): when the check fails, root installs Debian's package, others are told how.
define need
@{ $(1); } >/dev/null 2>&1 || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo 'Installing $(2) …'; apt-get -qq update && \
	DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $(2) >/dev/null; \
else echo 'Empiria needs $(2). Run this, then try again: sudo apt-get install -y $(2)'; exit 1; fi
endef
