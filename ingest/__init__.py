"""Files to Documents: read, mend the layout, find heading, agenda, decisions and actions, annotate."""
