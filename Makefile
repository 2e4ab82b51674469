# Needs git, make and python3 (3.11 or later); the rest is fetched into this folder.
PYTHON ?= python3
PORT ?= 8000
BOOTSTRAP = $(PYTHON) scripts/bootstrap.py
VENV_PYTHON = .venv/bin/python

# Some containers forbid it; then everything, the tests' own rewriting included, is compiled anew at each start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test unit coverage check bench faults lock dist

help:
	@echo "make demo      Wegwijs met de voorbeeldregio op http://127.0.0.1:$(PORT)/ (andere poort: PORT=8001)"
	@echo "make test      alle tests, ook die in een browser"
	@echo "make unit      de snelle tests, zonder database en browser: na elke kleine wijziging"
	@echo "make coverage  dezelfde tests, en of ze genoeg van de code raken"
	@echo "make check     stijl, typen, importregels, sjablonen, migraties, pakketlijsten"
	@echo "make bench     elke veelgebruikte pagina naast een kale bodem, met 100.000 dossiers (BENCH=10000 voor minder)"
	@echo "make faults    doden, dubbele en kapotte bestanden in het groot; cijfers in docs/faults.md (STEPS=5000 voor minder)"
	@echo "make dist      het installeerbare pakket in dist/"
	@echo "make lock      de pakketlijsten vernieuwen"

demo:
	@$(BOOTSTRAP)
	@exec $(VENV_PYTHON) -m wegwijs demo --data .data --port $(PORT)

test:
	@$(BOOTSTRAP) --dev --browser
	@$(VENV_PYTHON) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

unit:
	@$(BOOTSTRAP) --dev
	@$(VENV_PYTHON) -m pytest --numprocesses auto --dist worksteal --unit

coverage:
	@$(BOOTSTRAP) --dev --browser
	@$(VENV_PYTHON) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --quiet --cov --cov-report=json
	@$(VENV_PYTHON) scripts/coverage_goals.py

check:
	@$(BOOTSTRAP) --dev
	@$(VENV_PYTHON) scripts/check.py

bench:
	@$(BOOTSTRAP) --dev
	@PYTHONPATH=src:tests DJANGO_SETTINGS_MODULE=bench.settings $(VENV_PYTHON) -m bench

faults:
	@$(BOOTSTRAP) --dev
	@PYTHONPATH=src:tests $(VENV_PYTHON) -m faults

lock:
	@$(BOOTSTRAP) --dev
	@PATH="$(CURDIR)/.venv/bin:$$PATH" $(VENV_PYTHON) scripts/lock.py

dist:
	@$(BOOTSTRAP) --dev
	@rm -rf dist
	@$(VENV_PYTHON) -m build --wheel --no-isolation --outdir dist
