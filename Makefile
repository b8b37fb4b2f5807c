# Everything runs in .venv, which is made on first use. Paths are relative, because make
# cannot handle a checkout whose own path has spaces in it otherwise.

.DELETE_ON_ERROR:
.PHONY: help play test coverage check mutants bench fuzz catalogues yaml-suite clean
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK = 1

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

play: .venv/installed ## play the bundled spasm-relief routine
	@.venv/bin/guide play spasm-relief

test: .venv/installed-dev ## run all tests
	.venv/bin/pytest

# Not in .ci/run: measured, a command takes 70 % more of a processor. So a test may fail for want
# of time: there is a report none the less, and then the status is that of the tests.
coverage: .venv/installed-dev ## tell which lines and branches no test reaches; TESTS=some/of/them
	rm -rf build/coverage
	.venv/bin/coverage run -m pytest $(TESTS); status=$$?; \
	.venv/bin/coverage combine --quiet && \
	.venv/bin/coverage report --show-missing --skip-covered && \
	.venv/bin/coverage json --quiet -o build/coverage/report.json && \
	.venv/bin/python tests/reached.py build/coverage/report.json && \
	exit $$status

check: .venv/installed-dev ## lint, formatting, types
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

mutants: .venv/installed-mutation ## break code, see whether tests notice: TARGET=guide/compiling/compiler.py
	@sed -n '/^only_mutate/,/^]/p' pyproject.toml | grep -qF '"$(addsuffix ",$(TARGET))' || { \
	  echo "No mutant is made of $(TARGET): only_mutate, under [tool.mutmut] in pyproject.toml," \
	    "lists the modules that are broken." >&2; exit 1; }
	nice .venv/bin/mutmut run --max-children 2 '$(subst /,.,$(patsubst %.py,%.*,$(or $(TARGET),*)))'
	.venv/bin/mutmut results

bench: .venv/installed-dev ## measure speed and memory against other ways, into docs/benchmarks.md
	.venv/bin/python -m bench

fuzz: .venv/installed-dev ## fuzz a reader: make fuzz TARGET=yaml MINUTES=30
	@test -n '$(TARGET)' || { echo 'Say which reader: TARGET=yaml, config, catalogue, captions or sounds.' >&2; exit 2; }
	.venv/bin/python -m pip install --quiet --editable '.[fuzz]'
	.venv/bin/python -m tests.fuzz '$(TARGET)' --minutes $(or $(MINUTES),30)

catalogues: .venv/installed-dev ## collect and compile the words of sessions; a new language: NEW=sv
	.venv/bin/python docs/write_catalogues.py $(NEW)

yaml-suite: .venv/installed-dev ## read the YAML test suite: make yaml-suite FOLDER=its/copy
	.venv/bin/python bench/yaml_suite.py '$(FOLDER)'

clean: ## remove the environment and everything else that was made
	rm -rf .venv dist build mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz
	find . -name __pycache__ -prune -exec rm -rf {} +

# The stamps: a second call is instant, a changed pyproject.toml installs anew.
.venv/installed: pyproject.toml | .venv/bin/python
	.venv/bin/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	.venv/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $@ .venv/installed

.venv/installed-mutation: .venv/installed-dev
	.venv/bin/python -m pip install --quiet --editable '.[mutation]'
	@touch $@

.venv/bin/python:
	@$(find_python); \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$$python cannot make a virtual environment: install venv (on Debian and Ubuntu:" \
	    "apt install python3-venv)." >&2; exit 1; }; \
	"$$python" -m venv --clear .venv

# Sets $python to the first suitable interpreter, or to PYTHON where it is given.
define find_python
set -- python3 python3.13 python3.12 python3.11 python; \
test -z "$$PYTHON" || set -- "$$PYTHON"; \
for python in "$$@" ""; do \
  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
done; \
test -n "$$python" || { \
  echo "Python 3.11 or newer is needed, and none of these is: $$*." \
    "Install one, or name it: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
endef
