"""CompetentNL, asked over SPARQL page by page with a key; what is asked goes to one address, over HTTPS."""

from __future__ import annotations

import hashlib
import http.client
import json
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlencode, urlsplit

from overstap.taxonomy.reading.problems import UnreadableListError
from overstap.taxonomy.values import (
    ConceptKind,
    ConceptRow,
    EditionHead,
    LabelKind,
    LabelRow,
    MappingKind,
    MappingRow,
    RelationKind,
    RelationRow,
    Row,
)

SCHEME = "competentnl"
PAGE = 5000
MOST_PAGES = 400
MOST_BYTES = 64 * 1024 * 1024
SECONDS = 60
CHUNK = 1 << 16
BLOCK = 5000
_PREFIXES = (
    "PREFIX cnlo: <https://linkeddata.competentnl.nl/def/competentnl#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
_KINDS = {
    "Occupation": ConceptKind.OCCUPATION,
    "HumanCapability": ConceptKind.COMPETENCE,
    "KnowledgeArea": ConceptKind.KNOWLEDGE,
}
_DUTCH = 'FILTER(LANG(?name) IN ("", "nl"))'
_CONCEPTS = f"?uri a cnlo:{{kind}} ; skos:prefLabel ?name . {_DUTCH} OPTIONAL {{{{ ?uri skos:notation ?code }}}}"
_OTHER_NAMES = f"?uri a cnlo:{{kind}} ; skos:altLabel ?name . {_DUTCH}"
_ASKED = (
    "?uri a cnlo:Occupation ; cnlo:{need} ?other . ?other a ?kind . "
    "FILTER(?kind IN (cnlo:HumanCapability, cnlo:KnowledgeArea))"
)
_NEEDS = {
    "requiresHATEssential": RelationKind.ESSENTIAL,
    "requiresHATImportant": RelationKind.IMPORTANT,
    "requiresHATSomewhat": RelationKind.OPTIONAL,
}
_CLOSE = "?uri a cnlo:{kind} ; skos:{match} ?other ."
_MATCHES = {
    "exactMatch": MappingKind.EXACT,
    "closeMatch": MappingKind.CLOSE,
    "broadMatch": MappingKind.BROAD,
    "narrowMatch": MappingKind.NARROW,
}
_ESCO = "http://data.europa.eu/esco/"
Binding = dict[str, dict[str, str]]
_SORTS: dict[str, type[Row]] = {one.__name__: one for one in (ConceptRow, LabelRow, RelationRow, MappingRow)}


@dataclass(frozen=True, slots=True)
class CompetentNl:
    """The lists of CompetentNL at an address (CompetentNL-bron), with the key that its keeper gave.

    `version` is what whoever reads it in calls it; the source itself is asked without one. `plain` is for a stand-in
    on this machine only.
    """

    address: str
    key: str = field(repr=False)
    version: str
    plain: bool = False
    _kept: list[bytes] = field(default_factory=list, init=False, repr=False, compare=False)

    def head(self) -> EditionHead:
        """What is known of it."""
        return EditionHead(SCHEME, "CompetentNL", self.version, ("nl",), self.address, "")

    def fingerprint(self) -> str:
        """Nothing is known of what comes before it is asked: the hash of where and what."""
        return hashlib.sha256(f"{self.address} {self.version}".encode()).hexdigest()

    def rows(self) -> Iterator[tuple[str, int, Row]]:
        """First the concepts with their names, then what occupations ask, then ESCO."""
        if not self._kept:
            self._kept.extend(self._fetched())
        number = 0
        for block in self._kept:
            for kind, *values in json.loads(zlib.decompress(block)):
                number += 1
                yield SCHEME, number, _SORTS[kind](*values)

    def _fetched(self) -> list[bytes]:
        """Ask everything once and keep it packed, so that nobody waits on the network while the database is locked."""
        blocks, waiting = [], self._rows()
        while block := [[type(row).__name__, *astuple(row)] for row in islice(waiting, BLOCK)]:
            blocks.append(zlib.compress(json.dumps(block).encode()))
        return blocks

    def _rows(self) -> Iterator[Row]:
        yield from self._concepts()
        yield from self._belonging()

    def _concepts(self) -> Iterator[Row]:
        for kind, ours in _KINDS.items():
            for one in self._asked("?uri ?name ?code", _CONCEPTS.format(kind=kind)):
                yield ConceptRow(_value(one, "uri"), ours, _value(one, "code"))
                yield LabelRow(_value(one, "uri"), "nl", LabelKind.PREFERRED, _value(one, "name"))
        for kind in _KINDS:
            for one in self._asked("?uri ?name", _OTHER_NAMES.format(kind=kind)):
                yield LabelRow(_value(one, "uri"), "nl", LabelKind.ALTERNATIVE, _value(one, "name"))

    def _belonging(self) -> Iterator[Row]:
        for need, how in _NEEDS.items():
            for one in self._asked("?uri ?other", _ASKED.format(need=need)):
                yield RelationRow(_value(one, "uri"), _value(one, "other"), how)
        for kind in _KINDS:
            for match, near in _MATCHES.items():
                for one in self._asked("?uri ?other", _CLOSE.format(kind=kind, match=match)):
                    if _value(one, "other").startswith(_ESCO):
                        yield MappingRow(_value(one, "uri"), "esco", _value(one, "other"), near)

    def _asked(self, names: str, pattern: str) -> Iterator[Binding]:
        """All answers to a question, page by page and in a fixed order, so that no page misses one."""
        for page in range(MOST_PAGES):
            query = (
                f"{_PREFIXES}SELECT DISTINCT {names} WHERE {{ {pattern} }} "
                f"ORDER BY {names} LIMIT {PAGE} OFFSET {page * PAGE}"
            )
            found = _bindings(self._answer(query))
            yield from found
            if len(found) < PAGE:
                return
        raise UnreadableListError("CompetentNL gives more than any list holds; reading was stopped.")

    def _answer(self, query: str) -> bytes:
        where = urlsplit(self.address)
        if where.scheme != ("http" if self.plain else "https") or not where.hostname:
            raise UnreadableListError(f"The address of CompetentNL must begin with https://, not {self.address!r}.")
        connection = self._connection(where.hostname, where.port)
        try:
            connection.request(
                "POST",
                where.path or "/",
                body=urlencode({"query": query}),
                headers={
                    "Accept": "application/sparql-results+json",
                    "Content-Type": "application/x-www-form-urlencoded",
                    "apikey": self.key,
                },
            )
            with connection.getresponse() as response:
                return _read(response)
        except (OSError, http.client.HTTPException) as error:
            raise UnreadableListError(
                f"CompetentNL cannot be reached ({str(error) or type(error).__name__}). Try again later."
            ) from error
        finally:
            connection.close()

    def _connection(self, host: str, port: int | None) -> http.client.HTTPConnection:
        if self.plain:
            return http.client.HTTPConnection(host, port, timeout=SECONDS)
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())


_SAID: dict[int, str] = {
    401: "CompetentNL does not know the key. Look it up again and set OVERSTAP_COMPETENTNL_KEY.",
    403: "The key may not ask this of CompetentNL. Ask its keeper.",
    429: "CompetentNL asks for patience: too many questions. Try again later.",
}


def _read(response: http.client.HTTPResponse) -> bytes:
    if response.status != http.client.OK:
        raise UnreadableListError(
            _SAID.get(response.status, f"CompetentNL answers {response.status}. Try again later.")
        )
    found, size = [], 0
    while chunk := response.read(CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise UnreadableListError("CompetentNL answers with more than a page ever holds; reading was stopped.")
        found.append(chunk)
    return b"".join(found)


def _bindings(answer: bytes) -> list[Binding]:
    try:
        told: Any = json.loads(answer)
        found: Any = told["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableListError(
            "CompetentNL answers with something else than results. Is the address right?"
        ) from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableListError("CompetentNL answers with something else than results. Is the address right?")
    return list(found)


def _value(binding: Binding, name: str) -> str:
    cell = binding.get(name)
    return " ".join(str(cell.get("value", "")).split()) if isinstance(cell, dict) else ""
