# The same commands as CI (.ci/run). Windows: call the scripts themselves.
PYTHON ?= python3

.PHONY: help setup check test format docs bench

help:     ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1  /p' Makefile

setup:    ## Install voicecoach into .venv
	$(PYTHON) scripts/coach.py --version

check:    ## All that must hold before a change lands
	$(PYTHON) scripts/check.py

test:     ## The tests alone
	$(PYTHON) scripts/test.py

format:   ## Mend layout and the lint faults that can be mended
	$(PYTHON) scripts/check.py --fix format lint

docs:     ## Write the generated pages of docs/
	$(PYTHON) scripts/check.py --fix docs

bench:    ## Measure what the README claims, in under twenty minutes
	$(PYTHON) scripts/bench.py
