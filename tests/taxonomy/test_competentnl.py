"""CompetentNL, asked of a stand-in on this machine: page by page, with the key, and with a plain word when it fails."""

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from overstap.taxonomy import queries
from overstap.taxonomy.actions import import_list
from overstap.taxonomy.importers import competentnl
from overstap.taxonomy.importers.competentnl import CompetentNl
from overstap.taxonomy.reading.problems import UnreadableListError
from tests.conftest import START

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1"])]

BASE = "https://linkeddata.competentnl.nl/id/"
ESCO = "http://data.europa.eu/esco/occupation/x"
KEY = "geheim"


def answers(query: str) -> list[dict[str, str]]:
    if "requiresHATEssential" in query:
        return [{"uri": f"{BASE}o/1", "other": f"{BASE}s/{number}"} for number in range(5)]
    if "exactMatch" in query and "cnlo:Occupation" in query:
        return [{"uri": f"{BASE}o/1", "other": ESCO}, {"uri": f"{BASE}o/1", "other": "https://elsewhere.example/1"}]
    if "altLabel" in query and "cnlo:Occupation" in query:
        return [{"uri": f"{BASE}o/1", "name": "keukenprins"}]
    if "prefLabel" in query and "cnlo:Occupation" in query:
        return [{"uri": f"{BASE}o/1", "name": "kok", "code": "1"}]
    if "prefLabel" in query and "cnlo:HumanCapability" in query:
        return [{"uri": f"{BASE}s/{number}", "name": f"vaardigheid {number}"} for number in range(5)]
    return []


class StandIn(BaseHTTPRequestHandler):
    asked: list[str]
    status = 200
    body: bytes | None = None

    def do_POST(self) -> None:
        query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        type(self).asked.append(query)
        status = 401 if self.headers["apikey"] != KEY else self.status
        limit, offset = (int(one) for one in re.findall(r"(?:LIMIT|OFFSET) (\d+)", query))
        found = [{name: {"value": value} for name, value in one.items()} for one in answers(query)]
        body = self.body or json.dumps({"results": {"bindings": found[offset : offset + limit]}}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def stand_in(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, type[StandIn]]]:
    handler = type("Here", (StandIn,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(competentnl, "PAGE", 2)
    yield f"http://127.0.0.1:{server.server_port}/sparql", handler
    server.shutdown()
    server.server_close()


def source(address: str, key: str = KEY) -> CompetentNl:
    return CompetentNl(address, key, "2026", plain=True)


def test_all_pages_come_in_and_twice_is_once(stand_in: tuple[str, type[StandIn]]) -> None:
    address, handler = stand_in
    written = import_list(source=source(address), now=START).written
    again = import_list(source=source(address), now=START).written
    asked = queries.skills_of(f"{BASE}o/1")

    assert (written.concepts, written.labels, written.relations, written.mappings) == (6, 7, 5, 1)
    assert again.nothing_new
    assert [(one.concept.name, one.need) for one in asked][-1] == ("vaardigheid 4", "nodig")
    assert queries.find("keukenprins")[0].concept.uri == f"{BASE}o/1"
    assert queries.mappings_of(f"{BASE}o/1", scheme="competentnl")[0].other_uri == ESCO
    assert any("OFFSET 4" in query for query in handler.asked)


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (403, None, "may not ask"),
        (429, None, "patience"),
        (500, None, "answers 500"),
        (302, None, "answers 302"),
        (200, b"<html>", "something else than results"),
        (200, b'{"results": {"bindings": 5}}', "something else than results"),
    ],
)
def test_what_goes_wrong_is_told(
    stand_in: tuple[str, type[StandIn]], status: int, body: bytes | None, told: str
) -> None:
    address, handler = stand_in
    handler.status, handler.body = status, body

    with pytest.raises(UnreadableListError, match=told):
        import_list(source=source(address), now=START)
    assert queries.editions("competentnl") == ()


def test_a_wrong_key_is_told_and_shown_nowhere(stand_in: tuple[str, type[StandIn]]) -> None:
    wrong = source(stand_in[0], key="sleutel-fout")

    with pytest.raises(UnreadableListError, match="does not know the key") as error:
        import_list(source=wrong, now=START)
    assert "sleutel-fout" not in str(error.value) + repr(wrong)


def test_an_answer_without_end_is_broken_off(
    stand_in: tuple[str, type[StandIn]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = stand_in
    monkeypatch.setattr(competentnl, "MOST_BYTES", 10)
    with pytest.raises(UnreadableListError, match="more than a page"):
        import_list(source=source(address), now=START)

    monkeypatch.setattr(competentnl, "MOST_BYTES", 10_000)
    monkeypatch.setattr(competentnl, "MOST_PAGES", 1)
    with pytest.raises(UnreadableListError, match="more than any list"):
        import_list(source=source(address), now=START)


@pytest.mark.parametrize("address", ["http://data.example/sparql", "file:///etc/passwd", "https://", ""])
def test_only_https_is_asked(address: str) -> None:
    with pytest.raises(UnreadableListError, match="must begin with https"):
        import_list(source=CompetentNl(address, KEY, "2026"), now=START)
