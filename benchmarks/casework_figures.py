"""200,000 files: the list of an adviser, a file and searching, through the pages, beside the least plain SQL can do.

Runs on a PostgreSQL of its own. The tables are filled by the database itself, straight: 35 regions, three parties that
guide in each, an adviser for every 80 files, with permissions, answers, next steps, advice and hand-overs.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FILES = int(os.environ.get("OVERSTAP_BENCH_FILES", "200000"))
PER_ADVISER = 80
ROUNDS = int(os.environ.get("OVERSTAP_BENCH_ROUNDS", "60"))
GOAL = 300
AT_ONCE = 20_000
NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
WORK = "DAS,DAT,KERN,VELD,HOF,BERG,DIJK,MEER,BOS,ZEE,WEG,LAND,BROEK,HUIS,STEEN,BEEK,MOLEN,AKKER,BRUG,POORT"

PLAN = """
create temporary table place as
select (row_number() over (order by r.code, pir.party_id) - 1)::int as n, r.id as region_id, pir.party_id,
    (select m.name from parties_municipality m where m.region_id = r.id order by m.name limit 1) as municipality
from parties_region r join parties_partyinregion pir on pir.region_id = r.id
where pir.party_id in (select party_id from guides);

create temporary table plan as
select i + 1 as id, p.region_id, p.party_id, p.municipality,
    (i % places.total)::int as place, (i / places.total / {per_adviser})::int as turn,
    (array['Anna','Bram','Chris','Daan','Eva','Fleur','Gijs','Hanna','Ivo','Julia','Kees','Lotte','Mo','Noor','Olaf'])
        [(i * 7 % 15 + 1)::int] as first_name,
    initcap((string_to_array('{work}', ','))[(i * 13 % 20 + 1)::int])
        || lower((string_to_array('{work}', ','))[(i / 20 * 11 % 20 + 1)::int]) || (i * 31 % 97) as last_name,
    timestamptz '2020-12-01 09:00+01' + make_interval(mins => (i * 7919 % 110000)::int) as opened_at,
    date '2021-01-20' + (i * 37 % 60)::int as due_on,
    (i * 17 % 100)::int as fate
from generate_series(0::bigint, {files} - 1) as i, (select count(*) as total from place) as places
join place p on true where p.n = i % places.total;

insert into parties_user (id, password, email, name, is_active, language)
select 1000000 + place * 1000 + turn, 'x', 'a' || place || '-' || turn || '@voorbeeld.example',
    'Adviseur ' || place || '-' || turn, true, 'nl'
from (select distinct place, turn from plan) as people;
insert into parties_membership (user_id, party_id, role, region_id, valid_from)
select 1000000 + s.place * 1000 + s.turn, p.party_id, role.name, p.region_id, '2020-01-01'
from (select distinct place, turn from plan) as s join place p on p.n = s.place
cross join (values ('begeleider'), ('loketmedewerker')) as role(name);
"""

ADVICE = """'{"advies": {"waarde": "aanvullende_hulp", "nl": "Ja", "en": "Yes"} }'::jsonb"""
ITEMS = """cross join unnest(array['contact', 'intake', 'profiel', 'advies', 'arrangement', 'uitkomst']) as item(name)
    where fate < 99"""
FACTS = """cross join (values ('huidige_status', '"geen_werk"'), ('uitkering', '"ww"'), ('door_corona', 'true'),
    ('wil_ondersteuning', 'true'), ('hoogste_opleiding', '"mbo_2"')) as fact(name, value)"""

ROWS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("people_participant",
     {"id": "id", "key": "md5('p' || id)::uuid", "first_name": "first_name", "last_name": "last_name",
      "birth_date": "date '1960-01-01' + (id * 37 % 14000)::int", "email": "'m' || id || '@voorbeeld.example'",
      "phone": "'06 ' || (10000000 + id)", "municipality": "municipality", "language": "'nl'",
      "takes_part_since": "opened_at"}, ""),
    ("casework_case",
     {"id": "id", "number": "'2021-' || lpad(id::text, 6, '0')", "participant_id": "id", "region_id": "region_id",
      "entrance": "'ww'",
      "state": "(array['aangemeld','intake','beoordeeld','begeleiding','geplaatst','afgesloten'])[fate % 6 + 1]",
      "first_responsible_id": "party_id", "contact_party_id": "party_id",
      "owner_id": "case when fate % 10 = 0 then null else 1000000 + place * 1000 + turn end",
      "opened_at": "opened_at", "closed_at": "case when fate % 6 = 5 then opened_at + interval '30 days' end",
      "closing_reason": "''", "step_due_on": "due_on"}, ""),
    ("casework_responsibilityperiod",
     {"case_id": "id", "party_id": "party_id", "from_at": "opened_at", "because": "'Routering'", "source": "'x'"}, ""),
    ("casework_residence",
     {"case_id": "id", "municipality": "municipality", "region_id": "region_id", "from_on": "opened_at::date",
      "recorded_at": "opened_at"}, ""),
    ("casework_nextaction",
     {"case_id": "id", "what": "'De intake doen'",
      "owner_party_id": "case when fate % 8 = 0 then null else party_id end", "by_person": "fate % 8 = 0",
      "due_on": "due_on", "term": "''", "created_at": "opened_at"}, "where fate % 6 < 5"),
    ("consent_consent",
     {"participant_id": "id", "party_id": "party_id", "item": "item.name", "purpose": "'begeleiding'",
      "given_at": "opened_at", "given_through": "'online'", "replaced": "false"},
     ITEMS),
    ("casework_casefact",
     {"case_id": "id", "fact_id": "fact.name", "state": "'bekend'", "value": "fact.value::jsonb",
      "source": "'persoon'", "recorded_at": "opened_at"},
     FACTS),
    ("casework_assessment",
     {"case_id": "id", "scheme": "scheme.name", "scheme_version": "date '2020-12-01'", "outcome": "'advies'",
      "outputs": ADVICE, "grounds": "'[]'::jsonb",
      "missing": "'[]'::jsonb", "receipt": "'{{}}'::jsonb", "made_at": "opened_at"},
     "cross join (values ('selectie'), ('routering')) as scheme(name)"),
    ("casework_handover",
     {"case_id": "id", "kind": "'hulp'", "instrument": "''", "from_party_id": "party_id",
      "to_party_id": "(select g.party_id from guides g where g.party_id <> plan.party_id order by g.party_id limit 1)",
      "state": "'aangeboden'", "because": "'Hulp bij schulden'", "offered_at": "opened_at",
      "offered_by_id": "1000000 + place * 1000 + turn", "answer_due": "due_on", "answer": "''",
      "items": "'[\"contact\"]'::jsonb", "agreed_through": "'gesprek'", "sender_keeps_sight": "false",
      "target": "''"}, "where fate % 12 = 1"),
    ("audit_auditline",
     {"at": "opened_at", "mode": "'lezen'", "verb": "'dossier_openen'", "object_kind": "'dossier'",
      "object_id": "id::text", "subject_id": "id", "by_subject": "false", "actor_name": "'x'", "party_name": "''",
      "purpose": "'begeleiding'", "details": "'{{}}'::jsonb"}, "cross join generate_series(1, 4) as again"),
)  # fmt: skip
"""Per table what each row of the plan becomes; what else a table asks gets an empty value."""

FLOORS = {
    "list": "select c.number, p.last_name, c.step_due_on from casework_case c join people_participant p"
    " on p.id = c.participant_id where c.owner_id = %s and c.closed_at is null order by c.step_due_on limit 50",
    "file": "select * from casework_case c join people_participant p on p.id = c.participant_id where c.id = %s",
    "search": "select id from people_participant where municipality = (select municipality from people_participant"
    " where id = %s) and last_name ilike 'dasdas%%' limit 20",
}


def rows(statement: str, *given: object) -> list[tuple[Any, ...]]:
    """What plain SQL answers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, given or None)
        return list(cursor.fetchall()) if cursor.description else []


def required(table: str, given: set[str]) -> dict[str, str]:
    """The columns of a table that must have a value and that the plan does not name, with an empty value each."""
    empty = {"boolean": "false", "jsonb": "'[]'", "date": "date '2021-01-01'", "uuid": "gen_random_uuid()",
             "timestamp with time zone": "now()"}  # fmt: skip
    found = rows(
        "select column_name, data_type from information_schema.columns where table_name = %s"
        " and is_nullable = 'NO' and column_default is null and is_identity = 'NO'",
        table,
    )
    return {name: empty.get(kind, "0" if "int" in kind else "''") for name, kind in found if name not in given}


def fill() -> None:
    """Write the files."""
    from overstap.core.actor import SYSTEM
    from overstap.parties.actions import load_reference, move_demo_date
    from overstap.parties.models import Party, PartyInRegion, Region
    from overstap.treasury.actions import load_streams

    load_reference(now=NOW)
    load_streams(now=NOW)
    # With a day to play an adviser is let in without a second factor, and the steps are due around that day.
    move_demo_date(actor=SYSTEM, to=NOW.date(), now=NOW)
    kinds = ("uwv", "vakbond", "gemeente")
    for region in Region.objects.order_by("code"):
        for kind in kinds:
            if not PartyInRegion.objects.filter(region=region, party__kind=kind).exists():
                party = Party.objects.create(name=f"{kind} {region.code}", kind=kind)
                PartyInRegion.objects.create(region=region, party=party, valid_from=dt.date(2020, 1, 1))
    rows("create temporary table guides (party_id bigint)")
    rows("insert into guides select distinct on (pir.region_id, p.kind) p.id from parties_partyinregion pir"
         " join parties_party p on p.id = pir.party_id where p.kind in ('uwv', 'vakbond', 'gemeente')"
         " order by pir.region_id, p.kind, p.id")  # fmt: skip
    rows("delete from guides a using guides b where a.ctid > b.ctid and a.party_id = b.party_id")
    rows(PLAN.format(files=FILES, per_adviser=PER_ADVISER, work=WORK))
    for table, columns, more in ROWS:
        whole = columns | required(table, set(columns))
        names, values = ", ".join(f'"{name}"' for name in whole), ", ".join(whole.values())
        rows(f"insert into {table} ({names}) select {values} from plan {more}".replace("{{", "{").replace("}}", "}"))  # noqa: S608
        rows(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))")  # noqa: S608
    sound_names()
    rows("analyze")


def sound_names() -> None:
    """Write how every name sounds, as saving a person does."""
    from overstap.core.sounding import name_key

    people = rows("select id, first_name, last_name from people_participant order by id")
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        rows(
            "update people_participant p set name_key = k.name_key from unnest(%s::bigint[], %s::text[])"
            " as k(id, name_key) where k.id = p.id",
            [key for key, _, _ in some],
            [name_key(first, last) for _, first, last in some],
        )


@dataclass(frozen=True)
class Taken:
    """What some rounds took, in milliseconds: the middle, the 95th percentile, and the CPU of one."""

    middle: float
    p95: float
    cpu: float


def busy() -> float:
    """Seconds of CPU that this process and its part of the database have taken so far."""
    ((pid,),) = rows("select pg_backend_pid()")
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return time.process_time()
    ticks = stat.read_text(encoding="ascii").rsplit(")", maxsplit=1)[1].split()[11:13]
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def measured(what: Callable[[int], object], rounds: int = ROUNDS) -> Taken:
    """Time some rounds; each gets its number, to ask another thing. A busy machine lengthens all but the CPU."""
    what(0)
    taken, before = [], busy()
    for number in range(rounds):
        start = time.perf_counter()
        what(number)
        taken.append(time.perf_counter() - start)
    cpu = (busy() - before) / rounds
    taken.sort()
    return Taken(1000 * taken[rounds // 2], 1000 * taken[min(rounds - 1, round(0.95 * rounds))], 1000 * cpu)


def asked_of(what: Callable[[int], object]) -> int:
    """How many questions one page asks the database."""
    from django.db import connection

    asked = 0

    def count(execute: Callable[..., object], *given: object) -> object:
        nonlocal asked
        asked += 1
        return execute(*given)

    with connection.execute_wrapper(count):
        what(1)
    return asked


def visitor(user_id: int) -> Any:
    """A browser in which an adviser is signed in."""
    from django.test import Client

    from overstap.parties.models import User
    from overstap.web.actors import PERSONA

    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    session = client.session
    session[PERSONA] = "proef"
    session.save()
    return client


def _good(path: str, answer: Any) -> None:
    """Stop when a page is not the page that was asked for: its time would say nothing."""
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code} {answer.headers.get('Location', '')}")


def tell(name: str, ours: Taken, floor: Taken, queries: int) -> bool:
    """One line of the answer, in milliseconds."""
    met, ratio = ours.p95 <= GOAL, ours.cpu / max(floor.cpu, 0.01)
    print(
        f"{name:44} middle {ours.middle:7.1f}   p95 {ours.p95:7.1f}   cpu {ours.cpu:6.1f}   {queries:3} queries"
        f"   plain SQL p95 {floor.p95:6.1f} cpu {floor.cpu:5.1f}   ratio {ratio:5.0f}"
        f"   goal {GOAL} ms {'met' if met else 'NOT MET'}",
        flush=True,
    )
    return met


def measure() -> int:
    """Ask the pages and print what they take; 1 when a goal was not met."""
    advisers = [one for (one,) in rows("select owner_id from casework_case where closed_at is null and owner_id"
                                       " is not null group by 1 order by count(*) desc, 1 limit 12")]  # fmt: skip
    clients = {one: visitor(one) for one in advisers}
    own = {
        one: [(number, case, last, born) for number, case, last, born in rows(
            "select c.number, c.id, p.last_name, p.birth_date from casework_case c join people_participant p on p.id ="
            " c.participant_id where c.owner_id = %s and c.closed_at is null order by c.id limit 40", one)]
        for one in advisers
    }  # fmt: skip

    def who(number: int) -> int:
        return advisers[number % len(advisers)]

    def one_of(number: int) -> tuple[str, int, str, dt.date]:
        mine = own[who(number)]
        return mine[number * 7 % len(mine)]

    def get(number: int, path: str) -> None:
        _good(path, clients[who(number)].get(path))

    def post(number: int, path: str, **sent: str) -> None:
        _good(path, clients[who(number)].post(path, sent))

    def find(number: int) -> None:
        _, _, name, born = one_of(number)
        post(number, "/loket/zoeken/", name=name, born_day=str(born.day), born_month=str(born.month),
             born_year=str(born.year))  # fmt: skip

    asked: tuple[tuple[str, Callable[[int], object], str], ...] = (
        ("my files, first page", lambda n: get(n, "/begeleiding/"), "list"),
        ("my files, mine and late", lambda n: post(n, "/begeleiding/", van="mij", termijn="te_laat"), "list"),
        ("my files, by name of the state", lambda n: post(n, "/begeleiding/", stand="intake", volgorde="naam"), "list"),
        ("a file", lambda n: get(n, f"/begeleiding/dossier/{one_of(n)[1]}/"), "file"),
        ("searching my files by name", lambda n: post(n, "/begeleiding/", tekst=one_of(n)[2]), "search"),
        ("searching my files by number", lambda n: post(n, "/begeleiding/", tekst=one_of(n)[0]), "search"),
        ("searching at the desk by name and birth date", find, "search"),
        ("the list of the desk", lambda n: get(n, "/loket/"), "list"),
    )
    floors = {
        "list": measured(lambda n: rows(FLOORS["list"], who(n))),
        "file": measured(lambda n: rows(FLOORS["file"], one_of(n)[1])),
        "search": measured(lambda n: rows(FLOORS["search"], one_of(n)[1])),
    }
    print(f"{FILES} files, {len(advisers)} advisers ask, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    met = []
    for name, what, floor in asked:
        met.append(tell(name, measured(what), floors[floor], asked_of(what)))
    return 0 if all(met) else 1


def main() -> int:
    """Fill and measure, within a PostgreSQL of our own unless one is given."""
    if "OVERSTAP_DATABASE_URL" not in os.environ:
        sys.path.insert(0, str(HERE.parent / "scripts"))
        runner = importlib.import_module("with_postgres")
        sys.argv = [sys.argv[0], sys.executable, __file__]
        return int(runner.main())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overstap.site.settings.test")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    fill()
    print(f"filled in {time.perf_counter() - start:.0f} s")
    return measure()


if __name__ == "__main__":
    sys.exit(main())
