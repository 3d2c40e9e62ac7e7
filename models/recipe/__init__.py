"""How the model is made: reading the treebank, building the tables, training, assembling, scoring."""
