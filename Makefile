# The commands of this project. `make` alone lists them; each needs only python3 (3.11 or later) and make.
# No target is a path, so the checkout may stand in a folder whose path has a space.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run serve test quick test-services test-any-time test-next fuzz lint types lock mail-check clean distclean install install-dev

PYTHON := .venv/bin/python
SITE_LOCK := requirements.txt
DEV_LOCKS := requirements.txt requirements-dev.txt requirements-mail-check.txt
UP := exec $(PYTHON) scripts/up.py --with-parent
PORT ?= 8000
export PORT

help: ## list these commands
	@echo "make run starts the site; make test tests it. All commands:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: install ## start the site for a first look and for work on it (PORT=8001 chooses another port)
	@$(PYTHON) scripts/prepare.py
	@$(UP)

serve: install ## start the same with production settings
	@$(PYTHON) scripts/serve_locally.py scripts/prepare.py
	@exec $(PYTHON) scripts/serve_locally.py scripts/up.py --with-parent

test: install-dev ## test everything: style, types, code, the rules for the whole site, a real browser
	@$(PYTHON) scripts/chromium.py
	@$(MAKE) --no-print-directory lint types
	$(PYTHON) -m pytest -n 2 --maxschedchunk 4 --durations 15 -m "not services" tests

quick: install-dev ## the fast part of the tests, for use while you work
	$(PYTHON) -m pytest -x -m "not browser and not slow and not services" tests

test-services: install-dev ## the tests on the servers that DATABASE_URL and CELERY_BROKER_URL name
	@$(PYTHON) scripts/test_services.py

test-any-time: install-dev ## the tests at other hours, days and time zones, in random order (ARGUMENTS="--load …")
	@$(PYTHON) scripts/test_any_time.py $(ARGUMENTS)

test-next: ## the fast part of the tests on the next Wagtail (8.0)
	@python3 scripts/install.py --folder .venv-next requirements-next.txt
	.venv-next/bin/python -m pytest -n 2 -m "not browser and not slow and not services" tests

fuzz: install-dev ## send 10,000 odd requests to every page (FUZZ_REQUESTS and FUZZ_SEED choose others)
	FUZZ_REQUESTS=$${FUZZ_REQUESTS:-10000} $(PYTHON) -m pytest -s -k no_request tests/site/test_fuzzed_requests.py

lint: install-dev ## style of the code and the templates
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m djhtml --tabwidth 2 --check templates
	$(PYTHON) -m djlint --lint --quiet templates

types: install-dev ## type annotations
	$(PYTHON) -m mypy lbn_site

lock: install-dev ## choose the newest allowed versions of every package anew
	@$(PYTHON) scripts/lock.py

mail-check: ## install what `manage.py check_mail_domain` needs, into .venv-mail-check
	@python3 scripts/install.py --folder .venv-mail-check $(SITE_LOCK) requirements-mail-check.txt
	@echo "Now run .venv-mail-check/bin/python manage.py check_mail_domain"

clean: ## remove what tests and tools leave behind
	rm -rf .mypy_cache .ruff_cache .pytest_cache .migrated-database test-results
	find lbn_site tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove the environments as well; the site's data in var/ stays
	rm -rf .venv .venv-next .venv-mail-check

install:
	@python3 scripts/install.py $(SITE_LOCK)

install-dev:
	@python3 scripts/install.py $(DEV_LOCKS)
