"""The access table is whole: each kind of row and each shown field has its line, and the page to read says the same."""

import importlib.util
import re

from django.apps import apps

from overstap.core.consent import Item
from tests.access.enumerating import holdings, shown
from tests.access.tables import DOORS, HOLDINGS, SIGHT, TABLE, shown_fields
from tests.architecture.sources import ROOT

ITEMS = frozenset(item.value for item in Item)
PAGE = ROOT / "docs" / "access.md"


def test_every_kind_of_row_says_whose_it_is_and_behind_which_door() -> None:
    kept = {model._meta.label for model in apps.get_models() if model.__module__.startswith("overstap.")}
    persons = set(HOLDINGS["persons"])
    others = {f"{context}.{name}" for context, names in HOLDINGS["others"].items() for name in names}

    assert persons | others == kept
    assert not persons & others
    assert holdings() - persons == set()
    assert {row["door"] for row in HOLDINGS["persons"].values()} <= set(DOORS)


def test_every_shown_field_has_one_row_and_every_row_a_field() -> None:
    written = {name: set(fields) for name, fields in shown_fields().items()}

    assert written == {name: set(fields) for name, fields in shown().items()}


def test_every_group_of_the_table_is_explained() -> None:
    head = (TABLE / "shown.toml").read_text(encoding="utf-8").split("\n[", 1)[0]
    explained = set(re.findall(r"^# ([a-z]+)  +\w", head, re.MULTILINE)) | ITEMS

    assert {group for fields in shown_fields().values() for group in fields.values()} <= explained


def test_what_is_sensitive_is_named_apart() -> None:
    number = HOLDINGS["persons"]["people.CitizenNumber"]["part"]
    told = {field for fields in shown_fields().values() for field in fields}

    assert number.startswith("nooit getoond")
    assert not {"bsn", "citizen_number"} & told
    assert {"gezondheid"} in [set(row.get("zonder", [])) for row in SIGHT.values()]
    assert {"contact", "schulden"} in [set(row.get("zonder", [])) for row in SIGHT.values()]


def test_the_page_to_read_says_what_the_table_says() -> None:
    spec = importlib.util.spec_from_file_location("access_page", ROOT / "scripts" / "access_page.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    assert PAGE.read_text(encoding="utf-8") == script.page()
