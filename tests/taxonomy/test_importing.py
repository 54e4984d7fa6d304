"""Reading in lists of others: as they are published, twice as once, and with every wrong row told."""

import zipfile
from pathlib import Path

import pytest

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.taxonomy import queries
from overstap.taxonomy.actions import import_list, use_edition
from overstap.taxonomy.importers import Esco, ListSource, Titles, Vdab
from overstap.taxonomy.models import Concept, Edition, Label, Mapping, Relation
from overstap.taxonomy.reading import packed
from overstap.taxonomy.reading.problems import BrokenListError, UnreadableListError
from tests.conftest import START

pytestmark = pytest.mark.django_db

OCCUPATION, SKILL, KNOWLEDGE, GROUP = (f"http://data.example/{name}" for name in ("kok", "koken", "vlees", "512"))
OCCUPATIONS = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,code\n"
    f'Occupation,{OCCUPATION},5120,cook,"chef\nkitchen cook",kok,5120.1\n'
)
SKILLS = (
    "conceptType,conceptUri,skillType,preferredLabel,altLabels\n"
    f"Skill,{SKILL},skill/competence,cook food,\n"
    f"Skill,{KNOWLEDGE},knowledge,kinds of meat,meats | flesh\n"
)
GROUPS = f"conceptType,conceptUri,code,preferredLabel,altLabels\nISCOGroup,{GROUP},512,Cooks,\n"
ASKED = f"occupationUri,relationType,skillUri\n{OCCUPATION},essential,{SKILL}\n{OCCUPATION},optional,{KNOWLEDGE}\n"
BROADER = f"conceptUri,broaderUri\n{OCCUPATION},{GROUP}\n"
WHOLE = {
    "occupations_en.csv": OCCUPATIONS,
    "skills_en.csv": SKILLS,
    "ISCOGroups_en.csv": GROUPS,
    "occupationSkillRelations_en.csv": ASKED,
    "broaderRelationsOccPillar_en.csv": BROADER,
    "readme.txt": "not a table",
}
ABOVE = "Mapping project name,x\nClassification 2 Version,21.1\n,\n"
TITLES = (
    ABOVE + "Classification 1 URI,Classification 1 PrefLabel,Classification 1 URL,Classification 2 ID,"
    "Classification 2 PrefLabel,Classification 2 URL,Mapping relation\n"
    f"{OCCUPATION},cook,,100,Kok bedrijfsrestaurant,,skos:narrowMatch\n"
    f"{OCCUPATION},cook,,101,Kok,,skos:exactMatch\n"
)
COMPETENCES = (
    ABOVE + "Classification 1 URI,Classification 1 URL,Classification 2 ID,Classification 2 PrefLabel FR,"
    "Classification 2 PrefLabel NL,Mapping Relation\n"
    f"x,{SKILL},SK-1,Cuisine,Eten koken,skos:broadMatch\n"
    f"x,{KNOWLEDGE},KN-1,,Soorten vlees,skos:closeMatch\n"
)


def rows() -> tuple[int, ...]:
    return tuple(table._default_manager.count() for table in (Edition, Concept, Label, Relation, Mapping))


def packed_list(folder: Path, files: dict[str, str], name: str = "esco.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in files.items():
            package.writestr(part, text)
    return path


def plain_list(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def read_in(source: ListSource, *, leave_out: bool = False) -> int:
    return import_list(source=source, now=START, leave_out=leave_out).written.concepts


def test_esco_comes_in_with_its_words_what_it_asks_and_its_groups(tmp_path: Path) -> None:
    read_in(Esco(packed_list(tmp_path, WHOLE), "1.2.0"))
    found = queries.concept(OCCUPATION, scheme="esco")
    asked = queries.skills_of(OCCUPATION)

    assert found is not None
    assert (found.name, found.isco, found.group, found.version) == ("cook", "5120", "Cooks", "1.2.0")
    assert [(one.concept.name, one.concept.kind, one.need) for one in asked] == [
        ("cook food", "competentie", "nodig"),
        ("kinds of meat", "kennis", "handig"),
    ]
    assert queries.find("flesh", "competentie", language="en")[0].concept.uri == KNOWLEDGE
    assert AuditLine.objects.filter(verb="taxonomie_inlezen").count() == 1


def test_the_same_file_once_more_changes_nothing(tmp_path: Path) -> None:
    source = Esco(packed_list(tmp_path, WHOLE), "1.2.0")
    read_in(source)
    there = rows()
    again = import_list(source=source, now=START).written
    other_file = import_list(source=Esco(packed_list(tmp_path, {**WHOLE, "more.txt": ""}), "1.2.0"), now=START).written

    assert again.nothing_new
    assert other_file.nothing_new
    assert rows() == there


def test_another_language_adds_words_to_the_same_version(tmp_path: Path) -> None:
    read_in(Esco(packed_list(tmp_path, WHOLE), "1.2.0"))
    dutch = {"occupations_nl.csv": OCCUPATIONS.replace("cook,", "kok,").replace("chef\nkitchen cook", "kokkin")}
    new = read_in(Esco(packed_list(tmp_path, dutch), "1.2.0"))
    found = queries.concept(OCCUPATION)

    assert new == 0
    assert found is not None
    assert (found.name, found.name_en, found.also) == ("kok", "cook", ("kokkin",))
    assert queries.editions("esco")[0].languages == ("nl", "en")


def test_versions_stand_side_by_side_and_one_is_used(tmp_path: Path) -> None:
    read_in(Esco(packed_list(tmp_path, WHOLE), "1.1.1"))
    newer = {**WHOLE, "occupations_en.csv": OCCUPATIONS.replace(",cook,", ",cook of today,")}
    read_in(Esco(packed_list(tmp_path, newer), "1.2.0"))
    old, new = (Edition.objects.get(version=one) for one in ("1.1.1", "1.2.0"))
    before = queries.concept(OCCUPATION)

    changed = use_edition(actor=SYSTEM, edition_id=new.pk, now=START)
    after, kept = queries.concept(OCCUPATION), queries.concept(OCCUPATION, scheme="esco", version="1.1.1")

    assert changed is True
    assert before is not None
    assert after is not None
    assert kept is not None
    assert (before.name, after.name, kept.name) == ("cook", "cook of today", "cook")
    assert not Edition.objects.get(pk=old.pk).in_use
    assert use_edition(actor=SYSTEM, edition_id=new.pk, now=START) is False


def test_who_does_not_keep_the_lists_chooses_no_version(tmp_path: Path) -> None:
    read_in(Esco(packed_list(tmp_path, WHOLE), "1.2.0"))
    adviser = Actor(None, "Adviseur", frozenset({Role.ADVISER}), party_id=1)

    answer = use_edition(actor=adviser, edition_id=Edition.objects.get().pk, now=START)

    assert isinstance(answer, Refusal)
    with pytest.raises(NotFoundError):
        use_edition(actor=SYSTEM, edition_id=0, now=START)


def test_every_wrong_row_is_told_with_file_line_and_what_to_do_and_nothing_is_kept(tmp_path: Path) -> None:
    wrong = {
        **WHOLE,
        "skills_en.csv": SKILLS + "Skill,,knowledge,nameless,\n" + "Skill,http://data.example/x,knowledge,,\n",
        "occupationSkillRelations_en.csv": ASKED + f"{OCCUPATION},essential,http://data.example/nowhere\n",
    }
    source = Esco(packed_list(tmp_path, wrong), "1.2.0")

    with pytest.raises(BrokenListError) as error:
        read_in(source)
    told = list(error.value.problems)

    assert [line.split(": ")[0] for line in told] == [
        "skills_en.csv:4",
        "skills_en.csv:4",
        "skills_en.csv:5",
        "occupationSkillRelations_en.csv:4",
    ]
    assert "http://data.example/nowhere is no concept of this list. Take the row out" in told[-1]
    assert rows() == (0, 0, 0, 0, 0)


def test_wrong_rows_are_left_out_when_asked(tmp_path: Path) -> None:
    wrong = {
        **WHOLE,
        "occupationSkillRelations_en.csv": ASKED + f"{OCCUPATION},essential,http://data.example/nowhere\n",
    }

    done = import_list(source=Esco(packed_list(tmp_path, wrong), "1.2.0"), now=START, leave_out=True)

    assert (done.written.relations, done.left_out.count) == (3, 1)


def test_titles_keep_how_close_esco_is_read_from_the_title(tmp_path: Path) -> None:
    read_in(Titles(plain_list(tmp_path, TITLES)))
    broad, exact = (
        queries.mappings_of("urn:uwv:beroep:100", scheme="uwv"),
        queries.mappings_of("urn:uwv:beroep:101", scheme="uwv"),
    )

    assert [(one.other_uri, one.kind) for one in (*broad, *exact)] == [(OCCUPATION, "breder"), (OCCUPATION, "gelijk")]
    assert queries.find("bedrijfsrestaurant")[0].concept.code == "100"
    assert queries.editions("uwv")[0].version == "21.1"


def test_competences_come_in_two_languages_and_knowledge_is_known_by_its_code(tmp_path: Path) -> None:
    read_in(Vdab(plain_list(tmp_path, COMPETENCES)))
    skill, knowledge = (queries.concept(f"urn:vdab:competent:{code}") for code in ("SK-1", "KN-1"))

    assert skill is not None
    assert knowledge is not None
    assert (skill.kind, knowledge.kind, skill.name) == ("competentie", "kennis", "Eten koken")
    assert queries.mappings_of("urn:vdab:competent:SK-1", scheme="vdab")[0].kind == "breder"


def test_a_mapping_of_a_kind_that_nobody_knows_is_a_wrong_row(tmp_path: Path) -> None:
    path = plain_list(tmp_path, TITLES.replace("skos:exactMatch", "skos:niceMatch"))

    with pytest.raises(BrokenListError, match=r"list\.csv:6: The mapping"):
        read_in(Titles(path))


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"readme.txt": "x"}, "holds no occupations_xx.csv"),
        ({"a/occupations_en.csv": OCCUPATIONS, "b/occupations_en.csv": OCCUPATIONS}, "the same file twice"),
        ({"occupations_en.csv": "0" * 20_000_000}, "unpacks to more"),
    ],
)
def test_a_zip_that_is_no_list_is_not_opened(tmp_path: Path, files: dict[str, str], told: str) -> None:
    with pytest.raises(UnreadableListError, match=told):
        read_in(Esco(packed_list(tmp_path, files), "1"))


def test_what_is_no_zip_no_table_or_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torn = tmp_path / "torn.zip"
    torn.write_bytes(packed_list(tmp_path, WHOLE).read_bytes()[:300])
    latin = tmp_path / "latin.csv"
    latin.write_bytes((ABOVE + TITLES).encode() + b"\xe9\xff\n")

    with pytest.raises(UnreadableListError, match="no zip file, or it is damaged"):
        read_in(Esco(torn, "1"))
    with pytest.raises(UnreadableListError, match="not in UTF-8"):
        read_in(Titles(latin))
    with pytest.raises(UnreadableListError, match="is no mapping to ESCO"):
        read_in(Titles(plain_list(tmp_path, "a,b\n1,2\n")))
    with pytest.raises(UnreadableListError, match="cannot be read"):
        read_in(Titles(tmp_path / "nowhere.csv"))
    monkeypatch.setattr(packed, "MOST_PACKED", 10)
    with pytest.raises(UnreadableListError, match="larger than any list"):
        read_in(Titles(plain_list(tmp_path, TITLES)))
