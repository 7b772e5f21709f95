# What you can do here. `make` alone lists it.
PYTHON ?= python3
BIN = .venv/bin
# What Python compiled is kept: to compile all of it anew takes each start and each worker of the tests 8 s.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run demo test test-most test-browser test-long installed lint lock bench transcripts

help: ## List what you can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: ## Set up and start Earshot: web chat, report pages, the clock (and Telegram with a token in .env)
	@$(PYTHON) .ci/install.py run
	@$(BIN)/earshot run

demo: ## The same on a throw-away database filled with a made-up month
	@$(PYTHON) .ci/install.py run
	@$(BIN)/earshot demo

test: installed ## Set up and pass the tests (SQLite, PostgreSQL, browser where there is one)
	@$(MAKE) -s -j2 test-most test-browser

# Side by side on two cores: whoever drives a browser, kills or is told in time waits a good deal.
test-most: installed
	@$(BIN)/pytest -n 4 --dist loadgroup -m "not long and not browser"

test-browser: installed
	@$(BIN)/pytest -n 0 -m "browser and not long" tests/browser tests/days

test-long: installed ## What takes longer: fuzzing, fifty kills, simulated years
	@$(BIN)/pytest -m long

installed:
	@$(PYTHON) .ci/install.py dev

lint: installed ## Style, types, import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

transcripts: ## Write the golden transcripts anew, for you to read the difference
	@$(PYTHON) .ci/install.py dev
	@$(BIN)/pytest -q tests/bot/dialogues --update-transcripts

bench: ## Print the benchmarks' ratios (docs/benchmarks.md says what they mean)
	@$(PYTHON) .ci/install.py dev
	@for one in intake webhook lone start crash broadcast reading readers report backup; do $(BIN)/python -m benchmarks.$$one || exit 1; done

lock: ## Lock the dependencies anew (needs uv)
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --group build -o requirements/run.txt
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --group build --group test --group lint --group browser --group bench -o requirements/dev.txt
