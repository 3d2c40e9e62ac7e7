"""The dossier: what bodies treated, decided, promised and followed up; every claim with quote, meeting, page and file."""
