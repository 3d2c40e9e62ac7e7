"""Make the sample documents from their content.

Run from the project's root: ``python -m data.samples.make.make_samples [NAME...]``. With names (any part of a file name)
only those are made again. PDF and ODT need LibreOffice and the font Carlito; python-docx writes the Word files.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from data.samples.make.as_docx import write_docx
from data.samples.make.as_html import write_html
from data.samples.make.as_office import convert
from data.samples.make.as_text import write_text
from data.samples.make.content import Sample, read_samples

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
TAGGED_AND_NOT = {"pdf", "tagged.pdf"}


def target_of(sample: Sample, kind: str) -> Path:
    """Where a sample goes in one format; beside an untagged PDF of the same name the tagged one is called _tagged."""
    ending = kind.rpartition(".")[2]
    marked = kind == "tagged.pdf" and set(sample.formats) >= TAGGED_AND_NOT
    return ROOT / sample.folder / f"{sample.name}{'_tagged' if marked else ''}.{ending}"


def make(sample: Sample) -> None:
    """Write a sample in each of its formats."""
    paper = sample.paper
    for kind in sample.formats:
        target = target_of(sample, kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind == "txt":
            write_text(paper, target, encoding=sample.encoding)
        elif kind == "html":
            write_html(paper, target, site=sample.says.get("site", {}))
        elif kind == "docx":
            write_docx(paper, target)
        else:
            with tempfile.TemporaryDirectory() as folder:
                word_file = Path(folder) / "paper.docx"
                write_docx(paper, word_file)
                convert(word_file, target, kind=kind)
        print(target.relative_to(ROOT))


def main(names: list[str]) -> None:
    """Make all samples, or those whose names hold one of ``names``."""
    for sample in read_samples(HERE / "content"):
        if not names or any(name in sample.name for name in names):
            make(sample)


if __name__ == "__main__":
    main(sys.argv[1:])
