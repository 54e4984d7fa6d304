"""Every letter is there in both languages, with the same values and the same parts, in words that people can read."""

import re

import pytest

from overstap.correspondence.texts import ALWAYS, FOLDER, LANGUAGES, LetterFileError, places, read_text, sorts, text_of
from tests.correspondence.plain import HARD_WORDS, is_passive, measure, sentences_of_letter, text_of_letter

HEADINGS = {
    "nl": ["Wat gebeurt er nu?", "Wat kunt u doen?", "Hoort u niets?"],
    "en": ["What happens now?", "What can you do?", "Do you hear nothing?"],
}
OFFICIAL = {
    "nl": (
        "Naar aanleiding van uw aanvraag inzake aanvullende dienstverlening delen wij u mede dat, gezien het bepaalde "
        "in artikel 4 van de vigerende uitvoeringsregeling, uw verzoek niet kan worden toegewezen. Indien u zich met "
        "deze beschikking niet kunt verenigen, dient u binnen zes weken schriftelijk bezwaar te maken, met "
        "inachtneming van de vormvereisten die door het bestuursorgaan zijn vastgesteld."
    ),
    "en": (
        "With respect to your application regarding additional employment assistance, you are hereby notified that, in "
        "accordance with the provisions of section four of the applicable implementing regulations, your request has "
        "been rejected. Notwithstanding the foregoing, an objection may be submitted within six weeks, provided that "
        "the procedural requirements established by the administrative authority have been observed."
    ),
}
BOTH = [(name, language) for name in sorts() for language in LANGUAGES]


def test_there_is_a_file_for_every_letter_in_both_languages_and_none_besides() -> None:
    files = {path.name for path in FOLDER.glob("*.txt")}

    assert files == {f"{name}.{language}.txt" for name, language in BOTH}
    assert len(sorts()) > 25


@pytest.mark.parametrize("name", sorts())
def test_both_languages_hold_the_same_values_and_the_same_parts(name: str) -> None:
    dutch, english = (text_of(name, language) for language in LANGUAGES)

    assert places(dutch) == places(english)
    assert [block.sort for block in dutch.blocks] == [block.sort for block in english.blocks]
    assert [len(block.lines) for block in dutch.blocks] == [len(block.lines) for block in english.blocks]


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_a_letter_uses_the_values_that_it_asks_for_and_no_others(name: str, language: str) -> None:
    assert places(text_of(name, language)) - ALWAYS == sorts()[name].values.keys()


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_a_letter_says_what_happens_what_you_can_do_and_whom_to_call(name: str, language: str) -> None:
    blocks = text_of(name, language).blocks
    last = [line for block in blocks[-1:] for line in block.lines]

    assert [block.lines[0] for block in blocks if block.sort == "kop"] == HEADINGS[language]
    assert "{telefoon}" in last[0]
    assert "{loket}" in last[0]
    assert "{pagina}" in places_in(text_of_letter(text_of(name, language)))


@pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name, language in BOTH if "uiterlijk" in sorts()[name].values]
)
def test_a_letter_with_a_last_day_says_it_where_it_tells_what_happens(name: str, language: str) -> None:
    text = text_of_letter(text_of(name, language))
    middle = text.split(HEADINGS[language][0])[1].split(HEADINGS[language][1])[0]

    assert "{uiterlijk}" in middle


def places_in(text: str) -> set[str]:
    return set(re.findall(r"\{[a-z_]+\}", text))


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_a_letter_reads_easily(name: str, language: str) -> None:
    found = measure(sentences_of_letter(text_of(name, language)), language)
    print(  # noqa: T201 (the measure of each letter, for who runs this with -s)
        f"{name}.{language}: {found.words} words, longest sentence {found.longest}, mean {found.mean:.1f}, "
        f"score {found.score:.0f}, long {found.long_words:.1f}%, passive {found.passive:.1f}%"
    )

    assert found.too_hard(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_an_office_is_found_too_hard_in_every_way(language: str) -> None:
    wrong = " ".join(measure(OFFICIAL[language], language).too_hard(language))

    assert all(part in wrong for part in ("a sentence of", "per sentence", "score", "long words", "passive", "simpler"))


@pytest.mark.parametrize(
    ("sentence", "language", "passive"),
    [
        ("uw verzoek wordt door ons behandeld", "nl", True),
        ("wij behandelen uw verzoek", "nl", False),
        ("dat werk wordt leuk", "nl", False),
        ("your question was answered", "en", True),
        ("we answered your question", "en", False),
    ],
)
def test_a_passive_form_is_told_from_an_active_one(sentence: str, language: str, *, passive: bool) -> None:
    assert is_passive(sentence.split(), language) is passive


def test_no_simple_word_is_itself_on_the_list_of_hard_ones() -> None:
    assert [simple for words in HARD_WORDS.values() for simple in words.values() if simple in words] == []


@pytest.mark.parametrize(
    "source", ["Only a subject", "Two\nlines\n\ntext", "Subject\n\n## Heading\ntext at once", "Subject\n\n- a\nb"]
)
def test_a_file_that_is_not_a_letter_is_told(source: str) -> None:
    with pytest.raises(LetterFileError):
        read_text(source)


def test_a_letter_that_is_not_there_is_told() -> None:
    with pytest.raises(LetterFileError):
        text_of("bestaat_niet", "nl")
