"""The catalogues of translations, without the programs of gettext.

messages.py gather              texts from code and templates into every catalogue; what is translated stays
messages.py compile PO MO       one catalogue into the form that the program reads
"""

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "overstap"
LOCALE = SOURCE / "locale"
HEADING = """\
msgid ""
msgstr ""
"Project-Id-Version: overstap\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS: dict[str, Any] = {
    "N_": None,
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def _template(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """The texts of one template, through Django's own reading of its tags."""
    # What is no text for translation is blanked out; its indentation would still count for a reader of Python.
    python = "\n".join(line.lstrip() for line in templatize(file.read().decode("utf-8")).splitlines())
    yield from extract_python(io.BytesIO(python.encode("utf-8")), keywords, comment_tags, options)


def _labels(path: Path) -> Iterator[str]:
    """The labels of the choices in a module; a screen translates them when it shows them, so that they need no mark."""
    for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(found, ast.ClassDef) and any("TextChoices" in ast.unparse(base) for base in found.bases):
            for member in found.body:
                if isinstance(member, ast.Assign) and isinstance(member.value, ast.Tuple):
                    _value, label = member.value.elts
                    if isinstance(label, ast.Constant):
                        yield str(label.value)


def gathered() -> Catalog:
    """Every text that is marked for translation, with the files that it stands in."""
    catalogue = Catalog(charset="utf-8", header_comment="")
    for path in sorted(SOURCE.rglob("*")):
        method: Any = {".py": "python", ".html": _template, ".txt": _template}.get(path.suffix)
        if method is None or "vendor" in path.parts or "migrations" in path.parts:
            continue
        place = [(path.relative_to(SOURCE).as_posix(), 0)]
        with path.open("rb") as file:
            for _line, text, _comments, context in extract(method, file, KEYWORDS):
                catalogue.add(text, locations=place, context=context)
        for label in _labels(path) if path.suffix == ".py" else ():
            catalogue.add(label, locations=place)
    return catalogue


def gather() -> None:
    """Bring every catalogue up to date with the code: what is gone leaves, what is new waits for its translation."""
    texts = gathered()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        catalogue.update(texts, no_fuzzy_matching=True, update_header_comment=False)
        _write(catalogue, path)
        waiting = sum(1 for message in catalogue if message.id and not message.string)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {waiting} without a translation")


def _write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue under a heading without dates, so that gathering twice changes nothing."""
    body = io.BytesIO()
    write_po(body, catalogue, width=110, include_lineno=False, ignore_obsolete=True, sort_output=True, omit_header=True)
    path.write_bytes(HEADING.format(language=path.parts[-3]).encode("utf-8") + body.getvalue())


def compile_one(source: Path, target: Path) -> None:
    """Compile one catalogue; a text whose placeholders differ from its translation stops the build."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.resolve().parts[-3])
    wrong = [f"{message.id!r}: {error}" for message, errors in catalogue.check() for error in errors]
    if wrong:
        raise SystemExit(f"{source}:\n" + "\n".join(wrong))
    with target.open("wb") as file:
        write_mo(file, catalogue)


def main() -> int:
    """Do one of the two."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = asked.add_subparsers(dest="verb", required=True)
    verbs.add_parser("gather")
    compiling = verbs.add_parser("compile")
    compiling.add_argument("source", type=Path)
    compiling.add_argument("target", type=Path)
    given = asked.parse_args()
    if given.verb == "gather":
        gather()
    else:
        compile_one(given.source, given.target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
