"""`overstap match`: regions one by one, stopping and going on, and the description of how lists are made."""

import json

import pytest

from overstap.cli.__main__ import main
from overstap.mediation import actions
from overstap.mediation.models import MatchRun
from overstap.mediation.settings import matching_settings


@pytest.mark.django_db
def test_all_regions_are_done_once_and_told_with_a_sum(capsys: pytest.CaptureFixture[str]) -> None:
    first = main(["match", "--all-regions"])
    told = capsys.readouterr().out
    second = main(["match", "--all-regions"])
    again = capsys.readouterr().out

    assert (first, second) == (0, 0)
    assert "[35/35]" in told
    assert "35 regions done, 0 were done before" in told
    assert "0 regions done, 35 were done before" in again
    assert MatchRun.objects.count() == 35


@pytest.mark.django_db
def test_who_stops_it_goes_on_where_it_stopped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, seen = actions.match_region, []

    def third_stops(**given: object) -> object:
        seen.append(given)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return plain(**given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(actions, "match_region", third_stops)
        stopped = main(["match", "--all-regions"])
    told = capsys.readouterr()
    done = main(["match", "--all-regions"])

    assert stopped == 130
    assert "2 regions done" in told.out
    assert "Call it again to go on." in told.err
    assert done == 0
    assert "33 regions done, 2 were done before" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "status"), [(["match"], 2), (["match", "--region", "AM99"], 1)])
def test_a_region_that_is_not_there_or_not_named_is_told(
    asked: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked) == status
    assert "region" in capsys.readouterr().err


def test_the_card_names_every_number_and_the_register_entry_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    main(["match", "card"])
    card = capsys.readouterr().out
    main(["match", "register"])
    entry = json.loads(capsys.readouterr().out)

    assert all(one.key in card and one.because in card for one in matching_settings().numbers)
    assert "leeftijd" in entry["niet_gebruikt"]
    assert entry["gewichten"]["weights.optional"] == matching_settings().weights.optional
