"""The sentences of the layers below, as readers of both languages see them."""

from django.utils import translation as language

from overstap.core.decision import Refusal
from overstap.core.moves import CASE_MOVES, Part, advance
from overstap.web.translation import PART_NAMES, in_own_words, remedy_of, sentence_of


def _refusal(because: str, **details: str) -> Refusal:
    return Refusal("proef", because, details=tuple(details.items()))


def test_a_refusal_names_the_state_and_who_may_in_the_language_of_the_reader() -> None:
    too_late = advance(CASE_MOVES, "afgesloten", "beoordelen", parts={Part.RESPONSIBLE})
    not_yours = advance(CASE_MOVES, "aangemeld", "beoordelen", parts={Part.PERSON})
    assert isinstance(too_late, Refusal)
    assert isinstance(not_yours, Refusal)

    with language.override("nl"):
        assert sentence_of(too_late) == "Dit kan nu niet: de stand is “Afgesloten”."
        assert "het contactpunt van de regio, de eerstverantwoordelijke partij" in sentence_of(not_yours)
    with language.override("en"):
        assert sentence_of(too_late) == "This is not possible now: the status is “Closed”."
        assert "the contact point of the region, the first responsible party" in sentence_of(not_yours)
        assert remedy_of(too_late) == "Refresh the page. You will then see what is possible now."


def test_amounts_and_days_in_a_sentence_are_written_as_the_reader_writes_them() -> None:
    money = _refusal("Er staat nog %(left)s. U vraagt %(asked)s.", left="€ 1.250,00", asked="€ 3.000,50")
    day = _refusal("Deze zetel is vanaf %(since)s al van iemand anders.", since="01-03-2021")

    with language.override("nl"):
        assert sentence_of(money) == "Er staat nog € 1.250,00. U vraagt € 3.000,50."
        assert sentence_of(day) == "Deze zetel is vanaf 1 maart 2021 al van iemand anders."
    with language.override("en"):
        assert sentence_of(money) == "There is €1,250.00 left. You ask for €3,000.50."
        assert sentence_of(day) == "Someone else has held this seat since 1 March 2021."


def test_a_question_of_the_schemes_is_named_in_english_and_a_name_stays_as_it_is() -> None:
    question = _refusal("Dit antwoord past niet bij de vraag “%(vraag)s”.", vraag="Vooraf geregistreerd")
    name = _refusal("%(naam)s heeft dit dossier al opgepakt.", naam="Afgesloten")

    with language.override("en"):
        assert sentence_of(name) == "Afgesloten has already taken up this file."
        assert sentence_of(question) == "This answer does not fit the question “Registered beforehand”."


def test_a_state_written_small_in_a_sentence_is_translated_small() -> None:
    with language.override("en"):
        shown = sentence_of(_refusal("Over deze aanspraak is al beslist: %(state)s.", state="goedgekeurd"))

    assert shown == "This claim has already been decided on: approved."


def test_every_part_that_can_make_a_move_has_a_name() -> None:
    assert set(PART_NAMES) == set(Part)


def test_a_reason_that_was_kept_in_dutch_is_read_in_english() -> None:
    reason = "U hebt WW. Daarom helpt UWV u het eerst."

    with language.override("en"):
        assert in_own_words(reason) == "You receive WW. That is why UWV helps you first."
        assert in_own_words("Bellen over de fiets") == "Bellen over de fiets", "what someone typed stays"
        assert in_own_words("") == ""
    with language.override("nl"):
        assert in_own_words(reason) == reason
