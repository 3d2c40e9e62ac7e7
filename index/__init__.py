"""The catalogue, the analysis of Norwegian text into terms, and the search engines behind one protocol."""
