# The only commands a person needs:
#   make serve    install what is missing, build, and serve the handbook with live reload
#   make test     install what the tests need and run them
#   make test-content   only the tests of the content, for a change of data/ or docs/
#   make build    build the published site into site/
#   make offline  build the handbook into offline/, a zip that works opened from the disk
#   make pdf      build the handbook as one file, pdf/tyokyvyn-tuen-kasikirja.pdf; the site carries it when
#                 make build or make offline is told PDF=pdf/tyokyvyn-tuen-kasikirja.pdf
#   make check    check the content only
#   make changes  tell in Markdown what the content changes for readers since it left origin/main, or BASE=…; a preview
#                 carries it when make offline is told CHANGES=muutos.md (make -s changes > muutos.md)
#   make bench, make lighthouse   measure
.DEFAULT_GOAL := serve
.DELETE_ON_ERROR:
SHELL := /bin/bash

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
# Two builds of one commit are byte for byte the same: dates in the site are the commit's.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: serve build offline pdf check changes test test-content lint sbom bench lighthouse lock clean

serve: .venv/site.stamp
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

check: .venv/site.stamp
	@$(BIN)/python -m handbook check

# A site is made in .build and moved into place last, so that a failed build leaves none to publish.
define build_site
@rm -rf .build
@$(BIN)/python -m handbook check
MACROS_FAIL=true $(BIN)/python -m mkdocs build --strict --site-dir .build/$(1)
$(BIN)/python -m handbook publish .build/$(1)
endef

build: .venv/site.stamp
	@rm -rf site
	$(call build_site,site)
	@mv .build/site site

offline: export OFFLINE := true
offline: .venv/site.stamp
	@rm -rf offline
	$(call build_site,tyokyvyn-tuen-kasikirja)
	@mkdir offline
	@cd .build && find tyokyvyn-tuen-kasikirja -exec touch -d @$(SOURCE_DATE_EPOCH) {} + && \
	  TZ=UTC ../$(BIN)/python -m zipfile -c ../offline/tyokyvyn-tuen-kasikirja.zip tyokyvyn-tuen-kasikirja

pdf: .venv/pdf.stamp pango
	@rm -rf pdf .build
	@$(BIN)/python -m handbook check
	PDF= CHANGES= MACROS_FAIL=true $(BIN)/python -m mkdocs build --strict --site-dir .build/site
	$(BIN)/python -m handbook pdf .build/site pdf/tyokyvyn-tuen-kasikirja.pdf

# The old content is taken out of git for the time of the comparison.
changes: export BASE ?= origin/main
changes: .venv/dev.stamp browser
	@base=$$(git merge-base HEAD "$$BASE") || { echo "Vertailukohtaa $$BASE ei ole." >&2; exit 1; }; \
	  folder=$$(mktemp -d); trap 'git worktree remove --force "$$folder/ennen"; rm -rf "$$folder"' EXIT; \
	  git worktree add --quiet --detach "$$folder/ennen" "$$base" && \
	  $(BIN)/python -m handbook changes "$$folder/ennen" && echo && \
	  { PYTHONPATH=. $(BIN)/python tests/search_changes.py "$$folder/ennen" || \
	    printf '## Lukijoiden haut\n\nHakuja ei voitu verrata.\n'; }

# Both the content and the program, or only TESTS=….
test: .venv/dev.stamp .venv/node.stamp browser pango lint $(if $(TESTS),,test-content)
	$(BIN)/python -m pytest $(or $(TESTS),--ignore=tests/content)

# What holds of any valid content, told in Finnish. HANDBOOK=folder tries another handbook's.
export HANDBOOK
test-content: .venv/dev.stamp .venv/node.stamp browser pango
	@$(BIN)/python -m handbook $(if $(HANDBOOK),--root $(HANDBOOK)) check
	@$(BIN)/python -m pytest -p no:terminal -o addopts="-n auto --strict-markers" tests/content

TEMPLATES = $(shell git ls-files '*.jinja' 'overrides/*.html')
SHEETS = $(shell git ls-files '*.css')
SCRIPTS = $(shell git ls-files '*.js' '*.mjs')
lint: export PATH := $(CURDIR)/$(BIN):$(CURDIR)/tests/node/node_modules/.bin:$(PATH)
lint: .venv/dev.stamp .venv/node.stamp
	$(BIN)/ruff check handbook macros tests benchmarks
	$(BIN)/ruff format --check --quiet handbook macros tests benchmarks
	$(BIN)/mypy handbook macros
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github
	djlint --lint --quiet $(TEMPLATES)
	tsc --project tests/node/tsconfig.json
	eslint --config tests/node/eslint.config.mjs $(SCRIPTS)
	stylelint --config tests/node/stylelint.config.mjs $(SHEETS)
	@# Rows of Python are ruff's to measure.
	@! LC_ALL=C.UTF-8 grep -nE '^.{111}' $(TEMPLATES) $(SHEETS) $(SCRIPTS) tests/node/types.d.ts

# What the site is built with, as CycloneDX: made from the locked requirements, the same for the same lock.
sbom: .venv/dev.stamp
	$(BIN)/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml --output-file sbom.json requirements.txt

# Ratios measured in one run beside plain Material: weight, build time and its growth, search.
bench: export PYTHONPATH := tests
bench: .venv/dev.stamp browser
	$(BIN)/python benchmarks/web.py
	$(BIN)/python benchmarks/search.py

lighthouse: export PYTHONPATH := tests
lighthouse: build .venv/dev.stamp browser
	$(BIN)/npm ci --silent --no-fund --no-audit --prefix benchmarks/node
	$(BIN)/python benchmarks/lighthouse.py

# $(call debian,packages,what to say): installs with apt-get, or asks for it.
debian = { command -v apt-get >/dev/null || { echo "$(2)" >&2; exit 1; }; \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }

.PHONY: browser pango
browser:
	@command -v chromium >/dev/null || \
	  $(call debian,chromium,Testit tarvitsevat Chromium-selaimen: asenna se ja aja make test uudelleen.)

# The text layout of the PDF.
pango: .venv/pdf.stamp
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null >&2 || \
	  $(call debian,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,PDF-tiedosto tarvitsee Pango-kirjaston: asenna se ja aja komento uudelleen.)

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tarvitaan Python 3.11 tai uudempi: make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/site.stamp: requirements.txt .venv/python.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/pdf.stamp: requirements-pdf.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pdf.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/pdf.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The linters, the HTML checker and the YAML language server; node itself comes with requirements-dev.txt.
.venv/node.stamp: tests/node/package-lock.json .venv/dev.stamp
	$(BIN)/npm ci --silent --no-fund --no-audit --prefix tests/node
	@touch $@

# Needs uv. Locks for every platform and Python from 3.11, with hashes.
lock:
	for name in requirements requirements-pdf requirements-dev; do \
	  uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	    --custom-compile-command 'make lock' $$name.in -o $$name.txt || exit 1; done

clean:
	rm -rf site offline pdf .build .cache .venv tests/node/node_modules benchmarks/node/node_modules
