"""Every question can be asked of a person: why it is asked, in two languages, with the care that its subject needs."""

import pytest

from overstap.rules import Fact, Origin, Sensitivity, load_catalogue

CATALOGUE = load_catalogue()
FACTS = sorted(CATALOGUE.facts.values(), key=lambda fact: fact.id)
USED = {name for versions in CATALOGUE.versions.values() for version in versions for name in version.fact_ids}
WORDS_PER_SENTENCE = 22

SPECIAL = {
    "arbeidsbeperking",
    "banenafspraak_via",
    "doelgroep_banenafspraak",
    "hulp_nodig_op_werkplek",
    "hulpvraag_schulden",
    "hulpvraag_wmo",
    "lagere_productiviteit",
    "verminderde_loonwaarde",
    "vraag_voor_overdracht",
    "werkplek_aanpassen_nodig",
    # schulden
    "akkoord_gegevens_schuldeisers",
    "problematische_schulden",
    "saneringskrediet",
    "schuld_totaal",
    "schulden_voor_crisis",
    "schuldeisers_akkoord",
    "schuldhulp_aangeboden_op",
    "schuldsignaal_op",
}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_question_says_in_both_languages_why_it_is_asked(fact: Fact) -> None:
    assert fact.help is not None
    assert fact.question.nl.endswith("?")
    assert fact.question.en.endswith("?")
    assert fact.help.nl != fact.help.en


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_question_changes_something(fact: Fact) -> None:
    assert fact.id in USED


@pytest.mark.parametrize("fact", [one for one in FACTS if Origin.PERSON in one.origin], ids=lambda fact: fact.id)
def test_a_question_to_a_person_is_in_short_sentences(fact: Fact) -> None:
    assert fact.help is not None
    sentences = [one for text in (fact.question.nl, fact.help.nl) for one in text.replace("?", ".").split(".")]

    assert max(len(sentence.split()) for sentence in sentences) <= WORDS_PER_SENTENCE


@pytest.mark.requirement("R-125", "R-404")
def test_health_limitation_and_debts_are_marked_as_special() -> None:
    special = {fact.id for fact in FACTS if fact.sensitivity is Sensitivity.BIJZONDER}

    assert special == SPECIAL


@pytest.mark.requirement("R-111")
def test_a_judgement_comes_from_a_professional_only() -> None:
    judged = {fact.id: fact.origin for fact in FACTS if Origin.JUDGEMENT in fact.origin}

    assert set(judged) == {"afstand_oordeel", "besluit_intake", "moeilijke_start", "reintegratie_niet_mogelijk"}
    assert all(origin == (Origin.JUDGEMENT,) for origin in judged.values())


@pytest.mark.requirement("R-135")
def test_the_checklist_of_prior_provisions_has_the_six_groups_of_the_source() -> None:
    groups = {name.removeprefix("voorliggend_") for name in CATALOGUE.facts if name.startswith("voorliggend_")}

    assert groups == {"werkgever", "sociale_partners", "uwv_gemeente", "scholen", "leerwerkloket", "sbb"}
