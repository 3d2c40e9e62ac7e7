"""Where the items of a document begin and end, one module a family of minutes."""
