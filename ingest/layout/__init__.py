"""What a page break, a line end or a running header tore apart, mended; the same for every format."""
