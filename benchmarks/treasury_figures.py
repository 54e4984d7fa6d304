"""A million entries: a position on a past day, the board, and the proof of the books, beside plain SQL.

Runs on a PostgreSQL of its own. The books are filled by the database itself, right to the cent: the proof at the end
would name what is not.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ENTRIES = int(os.environ.get("OVERSTAP_BENCH_ENTRIES", "1000000"))
ROUNDS = 15
TODAY = dt.date(2021, 10, 29)
YEAR = 2021

GOALS = {"position": 0.050, "board": 0.200, "check": 30.0}

CASES = """
create temporary table plan as
select i,
       budgets[(1 + i % cardinality(budgets))::int] as budget_id,
       timestamptz '2021-01-04 08:00+01'
           + make_interval(secs => (i::float8 / {cases}) * 86400 * 290 + (i * 7919 % 3600)) as at,
       (i * 7919 % 1000 + 50) * 10 as cents,
       i % 10 as fate,
       md5('c' || i)::uuid as key,
       md5('p' || i / 3)::uuid as person
from generate_series(0::bigint, {cases} - 1) as i,
     (select array_agg(b.id order by b.id) as budgets from treasury_budget b where b.year = {year}) as known;

insert into treasury_commitment (id, key, budget_id, person_key, item_key, instrument, scheme, scheme_version, receipt,
    recipient, amount_cents, claimed_cents, paid_cents, released_cents, ceiling_code, state, reserved_at, expires_at,
    committed_at{extra_commitment})
select i + 1, key, budget_id, person, md5('i' || i)::uuid, 'C1', 'ontschot-budget', '2020-12-01', '{{}}', 'ROC', cents,
    case when fate > 3 then cents else 0 end, case when fate > 3 then cents else 0 end,
    case when fate = 3 then cents else 0 end, '',
    case fate when 0 then 'gereserveerd' when 1 then 'vervallen' when 3 then 'vrijgegeven' else 'verplicht' end,
    at, null, case when fate > 1 then at + interval '1 hour' end{value_commitment}
from plan;

insert into treasury_entry (id, kind, budget_id, amount_cents, commitment_id, ends_id, idempotency_key, at, actor_name,
    because)
select i + 1, 'reserveren', budget_id, cents, i + 1, null::bigint, 'r' || i, at, 'x', 'x' from plan
union all select {cases} + i + 1, case fate when 1 then 'reservering_vervalt' else 'verplichten' end, budget_id, cents,
    i + 1, i + 1, 'c' || i, at + interval '1 hour', 'x', 'x' from plan where fate > 0
union all select 2 * {cases} + i + 1, case fate when 3 then 'vrijgeven' else 'betalen' end, budget_id, cents, i + 1,
    null, 'p' || i, at + interval '9 days', 'x', 'x' from plan where fate > 2
union all select 3 * {cases} + b.id, 'toewijzen', b.id, 2 * coalesce((select sum(cents) from plan where
    budget_id = b.id), 50), null, null, 'k' || b.id, timestamptz '2020-12-15 09:00+01', 'x', 'x' from treasury_budget b;
"""

CLAIMS = """
insert into treasury_claim (id, key, commitment_id, amount_cents, evidence, legal_basis, receipt, state, submitted_at,
    submitted_by_id, decided_at, decided_by_id, answer{columns})
select i + 1, md5('a' || i)::uuid, i + 1, cents, 'factuur', 'wet', '{{}}', 'betaald', at + interval '2 days', {asker},
    at + interval '5 days', {decider}, ''{values} from plan where fate > 3;
insert into treasury_payment (id, claim_id, entry_id, amount_cents, recovered_cents, paid_at, approved_by_id, paid_by_id
    {payment_columns})
select i + 1, i + 1, 2 * {cases} + i + 1, cents, 0, at + interval '9 days', {decider}, {asker}{payment_values}
from plan where fate > 3;
insert into audit_auditline (at, mode, verb, object_kind, object_id, by_subject, actor_name, party_name, purpose,
    details{line_columns})
select at, 'schrijven', 'reserveren', 'verplichting', key::text, false, 'x', '', '',
    '{{}}'::jsonb{line_values} from plan
union all select at, 'schrijven', 'aanspraak_indienen', 'aanspraak', md5('a' || i)::uuid::text, false, 'x', '', '',
    '{{}}'::jsonb{line_values} from plan where fate > 3
union all select at, 'schrijven', 'aanspraak_goedgekeurd', 'aanspraak', md5('a' || i)::uuid::text, false, 'x', '', '',
    '{{}}'::jsonb{line_values} from plan where fate > 3;
"""

EFFECTS = """
create temporary table step as select budget_id, (at at time zone 'Europe/Amsterdam')::date as day,
    sum(case kind when 'toewijzen' then amount_cents else 0 end) as ceiling,
    sum(case kind when 'reserveren' then amount_cents when 'verplichten' then -amount_cents
        when 'reservering_vervalt' then -amount_cents else 0 end) as reserved,
    sum(case kind when 'verplichten' then amount_cents when 'betalen' then -amount_cents
        when 'vrijgeven' then -amount_cents else 0 end) as committed,
    sum(case kind when 'betalen' then amount_cents else 0 end) as paid,
    count(*) filter (where kind = 'reserveren') as taken,
    coalesce(sum(amount_cents) filter (where kind = 'reserveren'), 0) as taken_cents
from treasury_entry group by 1, 2;
insert into treasury_dayend (budget_id, day, ceiling_cents, reserved_cents, committed_cents, paid_cents, taken,
    taken_cents)
select budget_id, day, sum(ceiling) over w, sum(reserved) over w, sum(committed) over w, sum(paid) over w,
    sum(taken) over w, sum(taken_cents) over w from step window w as (partition by budget_id order by day);
with of_kind as (select budget_id, kind, sum(amount_cents) as cents, max(at) as last from treasury_entry group by 1, 2),
moved as (
    select budget_id, max(last) as last,
        coalesce(sum(cents) filter (where kind = 'toewijzen'), 0) as allotted,
        coalesce(sum(cents) filter (where kind = 'reserveren'), 0)
            - coalesce(sum(cents) filter (where kind in ('verplichten', 'reservering_vervalt')), 0) as pending,
        coalesce(sum(cents) filter (where kind = 'verplichten'), 0) as committed,
        coalesce(sum(cents) filter (where kind = 'betalen'), 0) as paid,
        coalesce(sum(cents) filter (where kind = 'vrijgeven'), 0) as released
    from of_kind group by budget_id)
update treasury_account a set last_at = m.last,
    debits_posted_cents = case a.kind when 'kader' then allotted when 'budget' then committed
        when 'verplicht' then paid + released else 0 end,
    credits_posted_cents = case a.kind when 'budget' then allotted + released when 'verplicht' then committed
        when 'betaald' then paid else 0 end,
    debits_pending_cents = case a.kind when 'budget' then pending else 0 end,
    credits_pending_cents = case a.kind when 'verplicht' then pending else 0 end
from moved m where m.budget_id = a.budget_id;
insert into treasury_frameworkdecision (key, budget_id, amount_cents, source, decided_at, decided_by)
select md5('d' || budget_id)::uuid, budget_id, amount_cents, 'x', at, 'x' from treasury_entry where kind = 'toewijzen';
analyze;
"""


def required(table: str, given: set[str]) -> tuple[str, str]:
    """The columns of a table that must have a value and that this script does not name, with an empty value each."""
    from django.db import connection

    empty = {"boolean": "false", "jsonb": "'{}'", "date": "'2021-01-01'"}
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name, data_type from information_schema.columns where table_name = %s"
            " and is_nullable = 'NO' and column_default is null and is_identity = 'NO'",
            [table],
        )
        rows = [(name, kind) for name, kind in cursor.fetchall() if name not in given]
    names = "".join(f", {name}" for name, _ in rows)
    values = "".join(f", {empty.get(kind, '0' if 'int' in kind else chr(39) + 'ander' + chr(39))}" for _, kind in rows)
    return names, values


COMMITMENT = {
    *("id", "key", "budget_id", "person_key", "item_key", "instrument", "scheme", "scheme_version", "receipt"),
    *("recipient", "amount_cents", "claimed_cents", "paid_cents", "released_cents", "ceiling_code", "state"),
    *("reserved_at", "expires_at", "committed_at"),
}
CLAIM = {
    *("id", "key", "commitment_id", "amount_cents", "evidence", "legal_basis", "receipt", "state", "submitted_at"),
    *("submitted_by_id", "decided_at", "decided_by_id", "answer"),
}
LINE = {
    *("id", "at", "mode", "verb", "object_kind", "object_id", "by_subject", "actor_name", "party_name", "purpose"),
    "details",
}
PAYMENT = {
    *("id", "claim_id", "entry_id", "amount_cents", "recovered_cents", "paid_at", "approved_by_id", "paid_by_id"),
}


def fill() -> None:
    """Write the books."""
    from django.db import connection

    from overstap.parties.actions import load_reference
    from overstap.parties.models import User
    from overstap.parties.queries import regions
    from overstap.treasury.actions import load_streams
    from overstap.treasury.models import Account, AccountKind, Budget, FundingStream

    now = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
    load_reference(now=now)
    load_streams(now=now)
    people = [User.objects.create_user(email=f"{name}@example.org", name=name) for name in ("een", "twee")]
    codes = ["", *(card.code for card in regions())]
    streams = FundingStream.objects.filter(has_ledger=True)
    budgets = [Budget(stream=one, region_code=code, year=YEAR) for one in streams for code in codes]
    Budget.objects.bulk_create(budgets)
    Account.objects.bulk_create(Account(budget=budget, kind=kind.value) for budget in budgets for kind in AccountKind)
    cases = round(ENTRIES / 2.6)
    extra, extra_values = required("treasury_commitment", COMMITMENT)
    columns, values = required("treasury_claim", CLAIM)
    payment_columns, payment_values = required("treasury_payment", PAYMENT)
    line_columns, line_values = required("audit_auditline", LINE)
    with connection.cursor() as cursor:
        cursor.execute(
            CASES.format(cases=cases, year=YEAR, extra_commitment=extra, value_commitment=extra_values)
            + CLAIMS.format(
                cases=cases,
                asker=people[0].id,
                decider=people[1].id,
                columns=columns,
                values=values,
                payment_columns=payment_columns,
                payment_values=payment_values,
                line_columns=line_columns,
                line_values=line_values,
            )
            + EFFECTS
        )


def busy() -> float:
    """Seconds of CPU that this process and its part of the database have taken so far."""
    (pid,) = rows("select pg_backend_pid()")[0]
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return time.process_time()
    ticks = stat.read_text(encoding="ascii").rsplit(")", maxsplit=1)[1].split()[11:13]
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def median_of(what: Callable[[int], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """The middle time in seconds of some rounds, and the CPU of one; each round gets its number, to ask another thing.

    A machine that others use too makes the first longer and leaves the second as it is.
    """
    taken, before = [], busy()
    for number in range(rounds):
        start = time.perf_counter()
        what(number)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), (busy() - before) / rounds


def rows(statement: str, *given: int | dt.datetime) -> list[tuple[Any, ...]]:
    """What plain SQL answers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


SUM_OF_ONE = "select kind, sum(amount_cents) from treasury_entry where budget_id = %s and at <= %s group by 1"
SUM_OF_ALL = (
    "select e.budget_id, e.kind, sum(e.amount_cents) from treasury_entry e join treasury_budget b on b.id = e.budget_id"
    " where b.year = %s and e.at <= %s group by 1, 2"
)
LEAST_CHECK = "select budget_id, kind, sum(amount_cents) from treasury_entry group by 1, 2"


def tell(name: str, ours: tuple[float, float], peer: tuple[float, float], goal: str) -> None:
    """One line of the answer: time and CPU of both sides, in milliseconds, and how they compare."""
    at_most = GOALS[goal] * 1000
    wall, cpu, other, other_cpu = (1000 * one for one in (*ours, *peer))
    print(
        f"{name:44} ours {wall:9.1f} (cpu {cpu:8.1f})   plain SQL {other:7.1f} (cpu {other_cpu:6.1f})"
        f"   {other / wall:6.2f}x   goal {at_most:.0f} ms {'met' if wall <= at_most else 'NOT MET'}"
    )


def measure() -> int:
    """Ask the three things and print what they take; 1 when the books are not right."""
    from overstap.core.actor import Actor, Role
    from overstap.treasury import queries
    from overstap.treasury.days import end_of
    from overstap.treasury.models import Budget, DayEnd, Entry

    actor = Actor(user_id=None, name="een", roles=frozenset({Role.CASHIER}))
    ids = list(Budget.objects.filter(year=YEAR).order_by("id").values_list("id", flat=True))
    print(f"{Entry.objects.count()} entries, {len(ids)} budgets in {YEAR}, {DayEnd.objects.count()} ends of days")

    def day(number: int) -> dt.datetime:
        return end_of(dt.date(2021, 2, 1) + dt.timedelta(days=17 * number % 250))

    def noon(number: int) -> dt.datetime:
        return day(number) - dt.timedelta(hours=12)

    one = median_of(lambda n: rows(SUM_OF_ONE, ids[n * 31 % len(ids)], day(n)))
    tell(
        "one budget at the end of a past day",
        median_of(lambda n: queries.position_at(ids[n * 31 % len(ids)], day(n))),
        one,
        "position",
    )
    tell(
        "one budget at a moment of a past day",
        median_of(lambda n: queries.position_at(ids[n * 31 % len(ids)], noon(n))),
        one,
        "position",
    )
    every = median_of(lambda n: rows(SUM_OF_ALL, YEAR, day(n)), 5)
    tell("the board at the end of a past day", median_of(lambda n: queries.board_at(actor, as_of=day(n), year=YEAR)),
         every, "board")  # fmt: skip
    tell("the board at a moment of a past day", median_of(lambda n: queries.board_at(actor, as_of=noon(n), year=YEAR)),
         every, "board")  # fmt: skip
    tell("the board now", median_of(lambda _: queries.board(actor, year=YEAR)), every, "board")

    def with_forecast(number: int) -> None:
        queries.board_at(actor, as_of=day(number), year=YEAR)
        queries.outlooks(actor, on=day(number).date(), year=YEAR)

    tell("the board on a past day with every forecast", median_of(with_forecast), every, "board")
    problems: list[Any] = []
    least = median_of(lambda _: rows(LEAST_CHECK), 3)
    tell("treasury check (beside one sum of all)", median_of(lambda _: problems.extend(queries.check_invariants()), 1),
         least, "check")  # fmt: skip
    print("the books are right" if not problems else f"{len(problems)} PROBLEMS, the first: {problems[0]}")
    return bool(problems)


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
