"""Names of persons, organisations, parties and places in the items of a document."""
