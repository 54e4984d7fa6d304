"""The Dutch for people who look for help reads at level B1: short sentences, ordinary words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from tests.web.reading import PLACE, SENTENCE_END, Reading, in_policy, long_words, on_screens, read, syllables_of
from tests.web.wordscan import marked_texts

# What a reader at level B1 can take in; the average is what the advice for plain Dutch asks, the rest is our own.
LONGEST_SENTENCE = 20
LONGEST_MEAN = 12.0
LOWEST_SCORE = 60.0
LOWEST_SCORE_OF_ONE_TEXT = 20.0
# Fewer words than this say too little for a score or a mean.
ENOUGH_WORDS = 40
ENOUGH_FOR_ONE = 10

# Long words that have no short one: names of what someone comes across, and two that are plain all the same.
KNOWN_LONG_WORDS = frozenset(
    {
        "basisvaardigheden",
        "centrumgemeente",
        "contactgegevens",
        "dienstverlening",
        "hoewerktnederland",
        "leerovereenkomst",
        "loondispensatie",
        "loonkostensubsidie",
        "loopbaanadviseur",
        "loopbaanbegeleiding",
        "mobiliteitscentrum",
        "mobiliteitsteam",
        "ontwikkelbedrijf",
        "praktijkonderwijs",
        "praktijkverklaring",
        "samenwerkingsverband",
        "samenwerkingsverbanden",
        "schoolverlaters",
        "startkwalificatie",
        "toegankelijkheid",
        "verantwoordelijk",
        "voorleesprogramma",
    }
)

Placed = tuple[str, str]


@pytest.fixture(scope="module")
def texts() -> list[Placed]:
    return [*on_screens(marked_texts()), *in_policy()]


def too_long(texts: Iterable[Placed]) -> list[Placed]:
    """Sentences with more words than a reader can take in at once."""
    return [
        (place, sentence)
        for place, text in texts
        for sentence in SENTENCE_END.split(PLACE.sub("dat", text))
        if read(sentence).words > LONGEST_SENTENCE
    ]


def hard(texts: Iterable[Placed]) -> Iterator[tuple[str, Reading]]:
    """Places whose texts together read too hard, and single texts that read much too hard."""
    by_place: dict[str, list[str]] = defaultdict(list)
    for place, text in texts:
        by_place[place].append(text)
        alone = read(text)
        if alone.words >= ENOUGH_FOR_ONE and alone.score < LOWEST_SCORE_OF_ONE_TEXT:
            yield f"{place}: {text}", alone
    for place, those in by_place.items():
        together = read(*those)
        if together.words >= ENOUGH_WORDS and (together.score < LOWEST_SCORE or together.mean > LONGEST_MEAN):
            yield place, together


def test_there_is_something_to_read(texts: list[Placed]) -> None:
    places = {place for place, _ in texts}

    assert {"web/templates/mine/start.html", "web/templates/public/welcome.html", "web/wording.py"} <= places
    assert {"fact huidige_status", "scheme doelgroep"} <= places


def test_no_sentence_is_too_long(texts: list[Placed]) -> None:
    assert too_long(texts) == []


def test_no_screen_or_scheme_reads_too_hard(texts: list[Placed]) -> None:
    assert list(hard(texts)) == []


def test_all_texts_together_read_easily(texts: list[Placed]) -> None:
    assert read(*(text for _, text in texts)).score > 75


def test_long_words_are_only_those_that_have_no_short_one(texts: list[Placed]) -> None:
    found = {word for _, text in texts for word in long_words(text)}

    assert found - KNOWN_LONG_WORDS == set(), "say it in shorter words"
    assert KNOWN_LONG_WORDS - found == set(), "these are no longer used"


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("u", 1), ("loket", 2), ("begeleider", 4), ("ingrijpend", 3), ("ruïne", 3), ("nieuw", 1), ("hbo", 1), ("12", 1)],
)
def test_syllables_are_groups_of_vowels(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


OFFICIAL = (
    "Indien de belanghebbende aantoonbaar voldoet aan de in artikel 12 genoemde toelatingsvoorwaarden, kan het "
    "samenwerkingsgremium, met inachtneming van de vigerende uitvoeringsregelgeving, besluiten tot toekenning van "
    "aanvullende crisisdienstverlening."
)


def test_a_text_of_a_lawyer_is_found() -> None:
    planted = [("brief", OFFICIAL)]

    assert [place for place, _ in too_long(planted)] == ["brief"]
    assert [place for place, _ in hard(planted)] == [f"brief: {OFFICIAL}"]
    assert read(OFFICIAL).score < 0
    assert "toelatingsvoorwaarden" in long_words(OFFICIAL)


def test_a_page_of_sentences_that_are_each_a_bit_long_is_found() -> None:
    sentence = "Wij kijken samen met u en met de mensen van het loket wat er nu goed bij u past."
    planted = [("pagina", sentence)] * 3

    assert too_long(planted) == []
    assert [place for place, _ in hard(planted)] == ["pagina"]


def test_a_place_to_fill_counts_as_a_short_word() -> None:
    assert read("%(who)s helpt u.").words == 3
    assert read("Vraag {andere_partijen_minimum} partij.").words == 3
