"""Documents to JSON and back, strictly: an unknown key or a wrong type is an InvalidDocument that names its path.

Dates are ``2021-12-06``, times ``10:00``. An item also shows ``themes``, derived from its mentions; on the way back the
key is checked against them, so that a hand-edited file cannot say two things.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from operator import is_
from typing import Any, TypeVar

from cattrs import Converter, transform_error
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from minutes.errors import InvalidDocument
from minutes.model import AgendaItem, Document, Vote

_Kind = TypeVar("_Kind", Document, AgendaItem)


def _date(value: object, _: type) -> dt.date:
    if not isinstance(value, str):
        raise TypeError("expected a date written 2021-12-06")
    return dt.date.fromisoformat(value)


def _time(value: object, _: type) -> dt.time:
    if not isinstance(value, str):
        raise TypeError("expected a time written 10:00")
    return dt.time.fromisoformat(value)


def _strict(kind: type) -> Any:
    def check(value: object, _: type) -> object:
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, not {type(value).__name__}")
        return value

    return check


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)

    for kind in (str, int, bool):
        # Exactly this type: an enum of strings is a str too, but must become its member.
        converter.register_structure_hook_func(partial(is_, kind), _strict(kind))
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook(dt.date, _date)
    converter.register_unstructure_hook(dt.time, lambda value: value.isoformat(timespec="minutes"))
    converter.register_structure_hook(dt.time, _time)
    _register_vote(converter)
    _register_themes(converter, AgendaItem)
    _register_themes(converter, Document)
    return converter


def _register_vote(converter: Converter) -> None:
    """``for`` is a word of Python, so the field is votes_for inside and ``for`` in JSON."""
    names = {"votes_for": "for", "votes_against": "against"}
    plain = make_dict_unstructure_fn(Vote, converter)

    def unstructure(vote: Vote) -> dict[str, Any]:
        return {names.get(key, key): entry for key, entry in plain(vote).items()}

    converter.register_unstructure_hook(Vote, unstructure)
    known = make_dict_structure_fn(Vote, converter, _cattrs_forbid_extra_keys=True)
    back = {there: here for here, there in names.items()}

    def structure(value: dict[str, object], kind: type[Vote]) -> Vote:
        if not isinstance(value, dict):
            raise TypeError("expected an object with unanimous, for and against")
        return known({back.get(key, key): entry for key, entry in value.items()}, kind)

    converter.register_structure_hook(Vote, structure)


def _register_themes(converter: Converter, kind: type[AgendaItem | Document]) -> None:
    plain_out = make_dict_unstructure_fn(kind, converter)
    plain_in = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def unstructure(value: AgendaItem | Document) -> dict[str, Any]:
        return {**plain_out(value), "themes": list(value.themes)}

    def structure(value: dict[str, Any], target: type) -> AgendaItem | Document:
        fields = dict(value)
        said = fields.pop("themes", None)
        made: AgendaItem | Document = plain_in(fields, target)
        # In any order: earlier versions listed them as they first appear.
        if said is not None and (not isinstance(said, list) or sorted(made.themes) != sorted(map(str, said))):
            raise ValueError("themes do not follow from the mentions")
        return made

    converter.register_unstructure_hook(kind, unstructure)
    converter.register_structure_hook(kind, structure)


_CONVERTER = _converter()


def to_plain(value: object) -> Any:
    """Any of the types that travel as dicts, lists and strings, ready for ``json.dumps``."""
    return _CONVERTER.unstructure(value)


def document_to_json(document: Document, *, indent: int | None = None) -> str:
    """The document as JSON text, keys in the order of the model, æøå as themselves."""
    return json.dumps(to_plain(document), ensure_ascii=False, indent=indent)


def document_from_json(text: str | bytes) -> Document:
    """The document in this JSON text.

    Raises:
        InvalidDocument: the text is not JSON, or not a document; the message names the path, ``items[3].actions[0].due``.
    """
    return _from_json(text, Document)


def item_from_json(text: str | bytes) -> AgendaItem:
    """The agenda item in this JSON text; as ``document_from_json``."""
    return _from_json(text, AgendaItem)


def _from_json(text: str | bytes, kind: type[_Kind]) -> _Kind:
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise InvalidDocument(f"Ikke gyldig JSON: {error}.", way_out="Les dokumentet på nytt.") from error
    if not isinstance(plain, dict):
        raise InvalidDocument("$: expected an object.", way_out="Les dokumentet på nytt.")
    try:
        return _CONVERTER.structure(plain, kind)
    except Exception as error:
        lines = transform_error(error, path="$")
        first = lines[0].replace("$.", "", 1) if lines else str(error)
        raise InvalidDocument(f"Ikke et gyldig dokument: {first}.", way_out="Les dokumentet på nytt.") from error
