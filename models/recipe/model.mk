# The language model, made again from the treebank (about an hour and a half on one core) and scored (two minutes).
# Included by the Makefile, in the environment with the extra `model` installed.
TREEBANK ?= ../shared/data/norne/norne-ndt.tar.xz
RUNS ?= build/model
ONE_CORE = OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

.PHONY: model tables eval-model

tables:
	$(BIN)/python -m models.recipe.ordbank
	$(BIN)/python -m models.recipe.gazetteers
	$(BIN)/python -m models.recipe.lemma_tables $(TREEBANK)
	$(BIN)/python -m models.recipe.forms $(TREEBANK)
	$(BIN)/python -m models.recipe.parts $(TREEBANK)

model: tables
	mkdir -p $(RUNS)
	$(ONE_CORE) $(BIN)/python -m models.recipe.train tagger $(TREEBANK) $(RUNS)/tagger --epochs 20 > $(RUNS)/tagger.log
	$(ONE_CORE) $(BIN)/python -m models.recipe.train senter $(TREEBANK) $(RUNS)/senter --epochs 8 > $(RUNS)/senter.log
	$(ONE_CORE) $(BIN)/python -m models.recipe.train ner $(TREEBANK) $(RUNS)/ner --epochs 12 > $(RUNS)/ner.log
	$(BIN)/python -m models.recipe.assemble $(RUNS)/tagger $(RUNS)/senter $(RUNS)/ner
	$(MAKE) eval-model

eval-model:
	$(ONE_CORE) $(BIN)/python -m models.recipe.evaluate $(TREEBANK)
