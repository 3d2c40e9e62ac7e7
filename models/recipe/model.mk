# The language model, made again from the treebank: tables two minutes, training about forty, on one core. Then: make eval.
# Included by the Makefile; needs the extra `model`.
TREEBANK ?= ../shared/data/norne/norne-ndt.tar.xz
RUNS ?= build/model
MODEL_STAMP := $(VENV)/.installed-model
ONE_CORE = OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 PYTHONHASHSEED=0

.PHONY: model tables

tables: $(MODEL_STAMP)
	$(BIN)/python -m models.recipe.ordbank
	$(BIN)/python -m models.recipe.gazetteers
	$(BIN)/python -m models.recipe.lemma_tables $(TREEBANK)
	$(BIN)/python -m models.recipe.forms $(TREEBANK)
	$(BIN)/python -m models.recipe.parts $(TREEBANK)

model: tables
	mkdir -p $(RUNS)
	for part in tagger senter ner; do \
		$(ONE_CORE) $(BIN)/python -m models.recipe.train $$part $(TREEBANK) $(RUNS)/$$part > $(RUNS)/$$part.log || exit 1; \
	done
	$(BIN)/python -m models.recipe.assemble $(RUNS)/tagger $(RUNS)/senter $(RUNS)/ner

$(MODEL_STAMP): $(DEV_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[model]"
	@touch $@
