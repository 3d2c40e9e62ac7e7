from __future__ import annotations

from pathlib import Path

import pytest

from minutes.errors import ExitCode, InvalidVocabulary
from minutes.vocabulary import Theme, Vocabulary, load_vocabulary
from minutes.vocabulary_types import IDENTIFIER, WORD

PROMISED = [
    "kvikkleire",
    "flom-skred",
    "beredskap",
    "brann",
    "narkotika",
    "alkohol",
    "naering-skjenking",
    "vold",
    "vold-i-naere-relasjoner",
    "mobbing",
    "skadeverk",
    "ungdomskriminalitet",
    "vinningskriminalitet",
    "arbeidslivskriminalitet",
    "radikalisering",
    "hatkriminalitet",
    "seksuallovbrudd",
    "trafikksikkerhet",
    "objektsikring",
    "smittevern",
    "skole-oppvekst",
    "barnevern",
    "psykisk-helse",
    "integrering",
    "landbruk-reindrift",
    "plan-byutvikling",
    "miljo-natur",
    "okonomi",
    "personal",
    "kultur-idrett",
    "samisk-sprak",
    "samferdsel-vei",
    "helse-omsorg",
    "valg-styring",
    "russefeiring",
    "politisamarbeid",
    "evaluering",
    "kriminalitet",
    "organisert-kriminalitet",
    "innbrudd",
    "digital-kriminalitet",
    "vapen",
    "prostitusjon-menneskehandel",
    "ordenssituasjonen",
    "uteliv",
    "store-arrangementer",
    "ungdomsmiljo",
    "slt",
    "bekymringssamtale",
    "dyrevelferd",
]

SMALL = """
version = "7"

[cues]
up = ["øke"]

[[synonyms]]
words = ["kai", "brygge"]

[[concept]]
id = "barn"
label = "Barn"
phrases = ["barn", "småbarn"]

[[theme]]
id = "havn"
label = "Havn"
label_nn = "Hamn"
definition = "Havner og kaier."
words = ["havn~", "~kai"]
phrases = ["ligge ... kai"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "egne.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_vocabulary_has_exactly_the_promised_themes() -> None:
    assert sorted(theme.id for theme in load_vocabulary().themes) == sorted(PROMISED)


@pytest.mark.parametrize("theme", load_vocabulary().themes, ids=lambda theme: theme.id)
def test_every_shipped_theme_has_five_examples_for_and_five_against(theme: Theme) -> None:
    assert len(theme.positive) >= 5
    assert len(theme.negative) >= 5
    assert not set(theme.positive) & set(theme.negative)


@pytest.mark.parametrize("theme", load_vocabulary().themes, ids=lambda theme: theme.id)
def test_every_shipped_theme_is_named_in_both_written_forms_and_defined(theme: Theme) -> None:
    assert theme.label
    assert theme.label_nn
    assert theme.definition.endswith(".")


def test_a_theme_knows_what_is_under_it_and_what_it_stands_under() -> None:
    vocabulary = load_vocabulary()

    assert vocabulary.narrower("beredskap") == ("objektsikring", "kvikkleire", "flom-skred", "brann")
    assert vocabulary.narrower("brann") == ()
    assert (vocabulary.top("brann"), vocabulary.top("beredskap")) == ("beredskap", "beredskap")
    assert vocabulary.top("no such theme") == "no such theme"


def test_the_shipped_vocabulary_is_read_once() -> None:
    assert load_vocabulary() is load_vocabulary()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("skadeverk", "hærverk", id="the everyday word"),
        pytest.param("vold", "vald", id="nynorsk"),
        pytest.param("ungdom", "tenåringer", id="young people"),
        pytest.param("rådmann", "kommunedirektør", id="old and new title"),
    ],
)
def test_words_that_mean_the_same_stand_in_one_set(one: str, other: str) -> None:
    assert any({one, other} <= set(synonyms.words) for synonyms in load_vocabulary().synonyms)


def test_no_word_is_in_two_synonym_sets() -> None:
    words = [word for synonyms in load_vocabulary().synonyms for word in synonyms.words]

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("concept", "phrase"), [("under-18", "under 18 år"), ("under-18", "mindreårige"), ("over-67", "over 67 år")]
)
def test_groups_of_people_are_known_by_many_phrases(concept: str, phrase: str) -> None:
    found = next(known for known in load_vocabulary().concepts if known.id == concept)

    assert phrase in found.phrases


def test_a_vocabulary_of_ones_own_is_read(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(written(tmp_path, SMALL))

    assert vocabulary.theme("havn").words == ("havn~", "~kai")
    assert vocabulary.synonyms[0].words == ("kai", "brygge")
    assert vocabulary.concepts[0].label == "Barn"
    assert vocabulary.cues.up == ("øke",)


SIDE_BY_SIDE = """
[[theme.together]]
of = ["skip"]
beside = ["ved kai", "fortøyd"]
unless = ["modell"]
"""


def with_pair(pair: str) -> str:
    """The small vocabulary with a rule for words side by side in its theme."""
    return f"{SMALL}{pair}"


def test_words_side_by_side_are_read(tmp_path: Path) -> None:
    (together,) = load_vocabulary(written(tmp_path, with_pair(SIDE_BY_SIDE))).theme("havn").together

    assert (together.of, together.beside, together.unless) == (("skip",), ("ved kai", "fortøyd"), ("modell",))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param('of = ["skip"]\n', "", "theme[1] (havn).together: listen «of» mangler", id="one kind missing"),
        pytest.param('["ved kai", "fortøyd"]', "[]", "listen «beside» mangler", id="the other empty"),
        pytest.param("unless", "uten", "ukjent nøkkel «uten»", id="unknown key"),
        pytest.param('"skip"', '"ski~p"', "«ski~p» er ikke et ord", id="flag inside a word"),
        pytest.param("[[theme.together]]", "[theme.together]", "skal være tabeller", id="single table"),
    ],
)
def test_words_side_by_side_that_do_not_hold_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(InvalidVocabulary) as refused:
        load_vocabulary(written(tmp_path, with_pair(SIDE_BY_SIDE.replace(old, new))))

    assert said in str(refused.value)


def test_the_stamp_tells_two_vocabularies_of_one_version_apart(tmp_path: Path) -> None:
    first = load_vocabulary(written(tmp_path, SMALL))
    second = load_vocabulary(written(tmp_path, SMALL.replace("~kai", "kai")))

    assert first.version == second.version == "7"
    assert first.stamp != second.stamp


def test_asking_for_a_theme_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_vocabulary().theme("romfart")


BROKEN = [
    pytest.param(
        'words = ["havn~"', 'wordz = ["havn~"', "linje 20, theme[1] (havn): ukjent nøkkel «wordz»", id="unknown key"
    ),
    pytest.param('version = "7"', "", "nøkkelen «version» mangler", id="no version"),
    pytest.param('id = "havn"', 'id = "Havn og kai"', "theme[1] (Havn og kai): id-en", id="bad id"),
    pytest.param('label_nn = "Hamn"\n', "", "nøkkelen «label_nn» mangler", id="no nynorsk label"),
    pytest.param('"~kai"]', '"ved kai"]', "«ved kai» er flere ord", id="several words under words"),
    pytest.param('"~kai"]', '"ka~i"]', "«ka~i» er ikke et ord", id="flag inside a word"),
    pytest.param('"~kai"]', '"havn~"]', "«havn~» står to ganger", id="the same word twice"),
    pytest.param('"~kai"]', "3]", "skal være en liste av tekster", id="a number among the words"),
    pytest.param('"ligge ... kai"', '"ligge ..."', "begynner eller slutter med ...", id="gap at the end"),
    pytest.param('["kai", "brygge"]', '["kai"]', "minst to ord", id="a synonym alone"),
    pytest.param('["barn", "småbarn"]', "[]", "concept[1] (barn).phrases: listen er tom", id="empty concept"),
    pytest.param('up = ["øke"]', 'opp = ["øke"]', "cues: ukjent nøkkel «opp»", id="unknown cue list"),
    pytest.param('label_nn = "Hamn"', 'label_nn = "Hamn"\nbroader = "sjø"', "viser til «sjø»", id="broader is missing"),
    pytest.param('label_nn = "Hamn"', 'label_nn = "Hamn"\nbroader = "havn"', "går i ring", id="broader than itself"),
    pytest.param("[[theme]]", "[[tema]]", "ukjent nøkkel «tema»", id="unknown table"),
    pytest.param("[[theme]]", "[theme]", "skal være tabeller, [[theme]]", id="single table"),
    pytest.param(
        '["havn~", "~kai"]\nphrases = ["ligge ... kai"]',
        "[]",
        "verken words, phrases, hints eller together",
        id="no words",
    ),
    pytest.param(
        'label_nn = "Hamn"', 'label_nn = "Hamn"\nincidents = 1', "true eller false", id="a number for a truth"
    ),
    pytest.param("[[theme]]", "[[theme]", "er ikke gyldig TOML", id="not TOML"),
]


@pytest.mark.parametrize(("old", "new", "said"), BROKEN)
def test_what_does_not_hold_together_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SMALL

    with pytest.raises(InvalidVocabulary) as refused:
        load_vocabulary(written(tmp_path, SMALL.replace(old, new)))

    assert said in str(refused.value)
    assert refused.value.way_out
    assert refused.value.exit_code is ExitCode.USAGE


def test_two_themes_with_one_id_are_refused(tmp_path: Path) -> None:
    again = SMALL[SMALL.index("[[theme]]") :]

    with pytest.raises(InvalidVocabulary, match=r"theme\[2\] \(havn\): id-en «havn» er brukt før"):
        load_vocabulary(written(tmp_path, SMALL + again))


def under(above: str, theme: str) -> str:
    """Another theme of the small vocabulary, under this one."""
    entry = SMALL[SMALL.index("[[theme]]") :].replace('id = "havn"', f'id = "{theme}"')
    return f'{entry}broader = "{above}"\n'


def test_a_third_level_of_themes_is_refused(tmp_path: Path) -> None:
    two = SMALL + under("havn", "kai")
    assert load_vocabulary(written(tmp_path, two)).narrower("havn") == ("kai",)

    with pytest.raises(InvalidVocabulary, match=r"«kai», som selv står under «havn»; temaene har to nivåer"):
        load_vocabulary(written(tmp_path, two + under("kai", "flytebrygge")))


def test_a_vocabulary_without_themes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidVocabulary, match=r"ingen \[\[theme\]\]"):
        load_vocabulary(written(tmp_path, 'version = "1"\n'))


def test_a_file_that_is_not_there_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(InvalidVocabulary, match="kan ikke leses"):
        load_vocabulary(tmp_path / "mangler.toml")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('version = "blå"'.encode("latin-1"))

    with pytest.raises(InvalidVocabulary, match="UTF-8"):
        load_vocabulary(path)


@pytest.mark.parametrize("word", ["narkotika~", "~vold", "~brann~", "slt-koordinator", "helse-", "v/oppstart", "17."])
def test_the_notation_of_words_allows(word: str) -> None:
    assert WORD.fullmatch(word)


@pytest.mark.parametrize("name", ["vold-i-naere-relasjoner", "a2"])
def test_an_identifier_is_small_letters_digits_and_hyphens(name: str) -> None:
    assert IDENTIFIER.fullmatch(name)


def test_a_vocabulary_can_be_made_by_hand_for_a_test() -> None:
    vocabulary = Vocabulary(version="1", digest="0" * 64, themes=())

    assert vocabulary.stamp == "1+000000000000"
