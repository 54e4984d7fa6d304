"""Coming in with a letter on paper: the code as it is read from the pile, and the door where it is typed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from tests.browser.papers import words_of
from tests.browser.walk import Walk

CODE = r"(?:[A-HJKMNP-Z2-9]{4}-){2}[A-HJKMNP-Z2-9]{4}"
WRONG = "ABCD-EFGH-2345"


def code_for(name: str, pile: Path) -> str:
    """The code in the letter of the person with this name; the sheet on top of a pile names everybody too."""
    found = re.search(rf"(?:Beste|Dear) {name}.*?({CODE})", words_of(pile), re.DOTALL)

    assert found is not None, words_of(pile)
    return found.group(1)


def come_in(person: Walk, code: str, born: dt.date) -> None:
    """Nothing filled in, a code that is none, and then what stands on the paper."""
    person.go("/brief/")
    person.press("Open mijn dossier")
    assert person.page.title().startswith(person.say("Fout:"))
    for typed in (WRONG, code):
        person.write("De code uit de brief", typed)
        person.date(born, name="birth_date")
        person.press("Open mijn dossier")
        if typed != code:
            assert person.say("De code en de geboortedatum horen niet bij elkaar, of de code werkt niet meer.") in (
                person.read()
            )
    assert not person.page.url.endswith("/brief/"), person.read()
