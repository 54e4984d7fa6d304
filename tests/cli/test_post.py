"""`overstap post bounces` reads a folder of messages once and says what they came to."""

from pathlib import Path

import pytest

from overstap.cli.__main__ import main
from overstap.correspondence.models import Letter
from tests.correspondence.test_desk_post import report, sent

pytestmark = pytest.mark.django_db


def test_a_mailbox_is_read_once_and_the_letter_stands_on_the_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back, arrived = sent(), sent()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.host").write_bytes(report(back, "failed"))
    (tmp_path / "2.eml").write_bytes(report(arrived, "delivered"))
    (tmp_path / "3.eml").write_text("Subject: reclame\n\nkoop nu")
    first = main(["post", "bounces", str(tmp_path)])
    told = capsys.readouterr().out
    again = main(["post", "bounces", str(tmp_path)])

    assert (first, again) == (0, 0)
    assert told == "3 messages: 1 came back, 1 arrived, 1 not ours.\n"
    assert capsys.readouterr().out == "No messages.\n"
    assert sorted(path.name for path in (tmp_path / "verwerkt").iterdir()) == ["1.host", "2.eml", "3.eml"]
    assert Letter.objects.get(pk=back.id).state == "mislukt"


def test_a_link_in_the_mailbox_is_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = sent()
    outside = tmp_path / "buiten.eml"
    outside.write_bytes(report(card, "failed"))
    box = tmp_path / "postvak"
    box.mkdir()
    (box / "1.eml").symlink_to(outside)

    assert main(["post", "bounces", str(box)]) == 0
    assert capsys.readouterr().out == "No messages.\n"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["post", "bounces", str(tmp_path / "weg")]) != 0
    assert "there is no folder" in capsys.readouterr().err
