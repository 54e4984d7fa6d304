"""Work that the law guards: nobody without the proof sees it as suitable, and they hear why and where to ask."""

import pytest

from overstap.mediation.conditions import NEVER_LOOSENED, Condition, Wishes, cross_out
from overstap.mediation.openings import Openings
from overstap.mediation.profiles import Seeker, plain_key
from overstap.web.matching.words import out_lines
from tests.conftest import START
from tests.factories.mediation import opening

GUARDED = opening(1, requirements=(("beroepserkenning", "verpleegkundige", "nodig", ""),))
PLAIN = opening(2)


def seeker(*papers: str) -> Seeker:
    keys = frozenset(plain_key(one) for one in papers)
    return Seeker(case_id=1, region_code=GUARDED.region_code, municipality=GUARDED.municipality, licences=keys)


@pytest.mark.parametrize("papers", [(), ("Rijbewijs B",), ("BIG-registratie arts",)])
def test_without_the_proof_the_work_falls_out_and_says_where_to_ask(papers: tuple[str, ...]) -> None:
    crossed = cross_out(seeker(*papers), Wishes(), Openings.of([GUARDED, PLAIN]), START.date())
    assert crossed.admitted == 1
    line = next(one for one in out_lines(crossed.left_out, frozenset()) if one.condition == "beroepserkenning")
    assert "BIG-registratie verpleegkundige" in line.sentence
    assert "Vraag erkenning van uw diploma aan bij CIBG, bigregister.nl" in line.sentence
    assert not line.may_loosen


@pytest.mark.parametrize("paper", ["BIG-registratie verpleegkundige", "big verpleegkundige"])
def test_with_the_proof_the_work_stays(paper: str) -> None:
    assert cross_out(seeker(paper), Wishes(), Openings.of([GUARDED, PLAIN]), START.date()).admitted == 2


def test_what_the_law_asks_cannot_be_loosened() -> None:
    crossed = cross_out(seeker(), Wishes(), Openings.of([GUARDED]), START.date(), loosened=[Condition.RECOGNITION])
    assert Condition.RECOGNITION in NEVER_LOOSENED
    assert crossed.admitted == 0
