# Everything runs from .venv. The first target that needs it sets it up; a stamp in .venv stands for each
# finished step and carries the checksum of what was installed, so that a changed lock file installs again.
.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench evaluate lock clean

PYTHON =
TORCH_INDEX =
UPGRADE =

BEGIN := $(shell date +%s)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input install
checksum = $(shell cat $(1) | cksum | cut -d ' ' -f 1)

# An environment whose Python has gone is made again.
$(shell test -x $(BIN)/python || rm -f .venv/.stamp-*)
VENV := .venv/.stamp-venv-$(shell pwd -P | cksum | cut -d ' ' -f 1)
RUNTIME := .venv/.stamp-runtime-$(call checksum,requirements.lock)
TORCH := .venv/.stamp-torch-$(call checksum,torch.lock)
PROJECT := .venv/.stamp-project-$(call checksum,pyproject.toml)
DEV := .venv/.stamp-dev-$(call checksum,requirements-dev.lock)

# $(call step,text,command): one line, with a dot every five seconds and the seconds it took.
define step
@printf '%s ' '$(1)'; begin=$$(date +%s); \
(while sleep 5 >/dev/null 2>&1 && kill -0 $$$$; do printf .; done) 2>/dev/null & \
trap "kill $$! 2>/dev/null" EXIT; \
$(2) && echo " $$(($$(date +%s) - begin)) s"
endef

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile
	@echo 'PYTHON=python3.12 picks the Python; TORCH_INDEX=URL takes PyTorch from there, such as a build without CUDA.'

demo: $(PROJECT) ## ingest the report in corpus/, start the service, ask it a question
	@$(BIN)/python docs/demo.py --setup-seconds $$(($$(date +%s) - $(BEGIN)))

test: lint ## all checks, then the tests
	@$(BIN)/pytest

lint: $(DEV) ## style, types, and which package may import which
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV) ## sort imports and format
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

evaluate: $(DEV) ## measure answers and models on all evaluation sets and write evaluation/RESULTS.md
	@$(BIN)/python -m evaluation.results
	@$(BIN)/python -m evaluation.crossvalidation
	@$(BIN)/python -m benchmarks.models --json .cache/evaluation/speed.json
	@$(BIN)/python -m evaluation.models
	@$(BIN)/python -m evaluation.structure --output evaluation/RESULTS.md

bench: $(PROJECT) ## time ingest, cold and warm questions, and the server
	@$(BIN)/python -m benchmarks.speed

$(VENV):
	@python=$$(.ci/find-python $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)) && \
	echo "Setting up .venv with $$python, once" && "$$python" -m venv --clear .venv && touch $@

$(RUNTIME): $(VENV)
	@rm -f .venv/.stamp-runtime-*
	$(call step,Installing what requirements.lock names,$(PIP) --no-deps --require-hashes -r requirements.lock)
	@touch $@

$(TORCH): $(RUNTIME)
	@rm -f .venv/.stamp-torch-*
	$(call step,Installing PyTorch$(if $(TORCH_INDEX),, (make help says how to take one without CUDA)),$(PIP) $(addprefix --extra-index-url ,$(TORCH_INDEX)) -r torch.lock)
	@touch $@

$(PROJECT): $(TORCH)
	@rm -f .venv/.stamp-project-*
	$(call step,Installing pincite,$(PIP) --no-deps --no-build-isolation --editable .)
	@touch $@

$(DEV): $(PROJECT)
	@rm -f .venv/.stamp-dev-*
	$(call step,Installing what requirements-dev.lock names,$(PIP) --no-deps --require-hashes -r requirements-dev.lock)
	@touch $@

lock: $(DEV) ## write the lock files again after a change in pyproject.toml; UPGRADE=1 takes newer versions
	@.ci/lock $(if $(UPGRADE),--upgrade)

clean: ## remove the environment and what was built, but no library
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
