"""Explanations at three depths, in two languages, and the tree behind them."""

import datetime as dt

from overstap.rules import NOT_APPLICABLE, Catalogue, Depth, Facts, Known, TraceNode, assess, explain

DAY = dt.date(2021, 2, 1)
FULL: Facts = {
    "leeftijd": Known(26, "persoon"),
    "uitkering_dagen": NOT_APPLICABLE,
    "inzet": Known(True),
    "taal": Known("A1"),
    "weken": Known(10),
    "proefplaats_gebruikt": Known(0),
}
OLD: Facts = {"leeftijd": Known(40), "banenafspraak": Known(False)}


def test_one_sentence_gives_the_deciding_condition_only(catalogue: Catalogue) -> None:
    refused = assess(catalogue, "proefplaats", OLD, DAY)

    assert explain(refused) == "Proefplaats: Nee. U bent 40 jaar en niet jong genoeg."
    assert explain(refused, language="en") == "Trial placement: No. You are 40 years, not young enough."


def test_one_sentence_of_a_yes_counts_the_conditions_and_says_the_answers(catalogue: Catalogue) -> None:
    found = explain(assess(catalogue, "proefplaats", FULL, DAY))

    assert found == "Proefplaats: Ja. Er is voldaan aan alle 4 voorwaarden. Wij stellen taalles voor."


def test_one_sentence_of_an_open_answer_says_what_is_not_known(catalogue: Catalogue) -> None:
    case = {name: value for name, value in FULL.items() if name != "leeftijd"}

    assert explain(assess(catalogue, "proefplaats", case, DAY)) == (
        "Proefplaats: Nog niet bekend. Wij weten uw leeftijd nog niet. Wij stellen taalles voor."
    )


def test_a_line_per_condition_has_its_sign_and_source(catalogue: Catalogue) -> None:
    lines = explain(assess(catalogue, "proefplaats", OLD, DAY), Depth.CONDITIONS).splitlines()

    assert lines[0] == "[-] U bent 40 jaar en niet jong genoeg. (Werkdocument, par. 1)"
    assert [line[:3] for line in lines] == ["[-]", "[?]", "[?]", "[?]", "[-]"]


def test_the_whole_tree_shows_every_value_with_its_source(catalogue: Catalogue) -> None:
    text = explain(assess(catalogue, "proefplaats", FULL, DAY), Depth.TREE)

    assert "leeftijd = 26 jaar [persoon]" in text
    assert "jong_onder = 27 jaar [Werkdocument, par. 1]" in text
    assert "hoogstens = 27 weken [Werkdocument, par. 1 (waarde zelf gekozen, niet uit de bron)]" in text
    assert "banenafspraak = onbekend [niet gevraagd]" in text
    assert "bedrag: € 300,00" in text
    assert "taal = eenvoudig" in text


def test_the_tree_marks_which_branch_decided(catalogue: Catalogue) -> None:
    root = assess(catalogue, "proefplaats", FULL, DAY).trace["doelgroep"]
    banenafspraak, young = root.children

    assert root.value == (1, 1)
    assert young.deciding
    assert not banenafspraak.deciding


def leaves(node: TraceNode) -> list[TraceNode]:
    return [node] if not node.children else [leaf for child in node.children for leaf in leaves(child)]


def test_a_fact_that_does_not_apply_shows_no_invented_value(catalogue: Catalogue) -> None:
    root = assess(catalogue, "proefplaats", FULL, DAY).trace["uitkering"]
    applies, value = next(one for one in leaves(root) if one.op == "applies"), leaves(root)[1]

    assert applies.value == (0, 0)
    assert not value.settled
    assert value.source.nl == "niet van toepassing"
