"""A sealed text says nothing, opens only where it belongs, and is found by its fingerprint."""

import base64
import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from overstap.sealing import (
    BrokenSealError,
    SealingKeysError,
    Secret,
    UnknownKeyError,
    fingerprint,
    fingerprints,
    open_sealed,
    seal,
)
from overstap.sealing.keyring import keyring, new_key

NUMBER = "NL91ABNA0417164300"
WHERE = "payments.account"


@given(st.text(), st.text(min_size=1))
def test_what_is_sealed_opens_to_the_same_text(text: str, context: str) -> None:
    text = text.encode(errors="ignore").decode()
    context = context.encode(errors="ignore").decode()

    assert open_sealed(seal(text, context=context), context=context) == text


def test_the_same_text_looks_different_every_time_and_shows_nothing() -> None:
    first, second = seal(NUMBER, context=WHERE), seal(NUMBER, context=WHERE)

    assert first != second
    assert NUMBER not in first
    assert NUMBER.encode() not in base64.urlsafe_b64decode(first.rpartition(".")[2])


def test_a_value_put_in_another_place_does_not_open() -> None:
    sealed = seal(NUMBER, context=WHERE)

    with pytest.raises(BrokenSealError):
        open_sealed(sealed, context="people.bsn")


@pytest.mark.parametrize("place", range(12, 76, 9))
def test_a_changed_sign_is_noticed(place: int) -> None:
    sealed = seal(NUMBER, context=WHERE)
    changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]

    with pytest.raises(BrokenSealError) as told:
        open_sealed(changed, context=WHERE)
    assert NUMBER not in str(told.value)


@pytest.mark.parametrize("text", ["", NUMBER, "z1.", "z1.0011223g.AAAA", "z2.00112233.AAAA", "z1.00112233."])
def test_what_was_never_sealed_is_not_taken_for_a_value(text: str) -> None:
    with pytest.raises(BrokenSealError):
        open_sealed(text, context=WHERE)


def test_a_value_cut_short_is_broken() -> None:
    with pytest.raises(BrokenSealError):
        open_sealed(f"z1.{keyring().current.id}.AAAA", context=WHERE)


def test_another_key_opens_nothing_and_is_named(settings: Settings) -> None:
    sealed, before = seal(NUMBER, context=WHERE), keyring().current.id
    settings.SEALING_KEYS = (new_key(),)

    with pytest.raises(UnknownKeyError, match=before) as told:
        open_sealed(sealed, context=WHERE)
    assert "OVERSTAP_SEALING_KEYS" in str(told.value)
    assert NUMBER not in str(told.value)


def test_another_key_under_the_same_name_opens_nothing(settings: Settings) -> None:
    sealed, before = seal(NUMBER, context=WHERE), keyring().current.id
    settings.SEALING_KEYS = (new_key(),)
    forged = sealed.replace(before, keyring().current.id)

    with pytest.raises(BrokenSealError):
        open_sealed(forged, context=WHERE)


def test_an_older_key_opens_and_the_first_one_seals(settings: Settings) -> None:
    old, fresh = settings.SEALING_KEYS[0], new_key()
    sealed = seal(NUMBER, context=WHERE)
    settings.SEALING_KEYS = (fresh, old)

    assert open_sealed(sealed, context=WHERE) == NUMBER
    assert keyring().current.id in seal(NUMBER, context=WHERE)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((), "no key to seal with"),
        (("short",), "Key 1"),
        ((new_key(), "Ü" * 44), "Key 2"),
        ((base64.urlsafe_b64encode(b"x" * 31).decode(),), "Key 1"),
    ],
)
def test_keys_that_are_none_are_told_by_their_place_and_never_shown(
    settings: Settings, keys: tuple[str, ...], said: str
) -> None:
    settings.SEALING_KEYS = keys

    with pytest.raises(SealingKeysError, match=said) as told:
        seal(NUMBER, context=WHERE)
    assert not any(key in str(told.value) for key in keys)


def test_the_same_key_twice_is_a_mistake(settings: Settings) -> None:
    settings.SEALING_KEYS = settings.SEALING_KEYS * 2

    with pytest.raises(SealingKeysError, match="twice"):
        keyring()


def test_no_key_shows_itself(settings: Settings) -> None:
    shown = repr(keyring())

    assert settings.SEALING_KEYS[0] not in shown
    assert "cipher" not in shown
    assert "finder" not in shown


def test_a_fingerprint_is_the_same_for_the_same_text_only(settings: Settings) -> None:
    taken = fingerprint(NUMBER, context=WHERE)
    others = {fingerprint(NUMBER, context="people.bsn"), fingerprint(f"{NUMBER}0", context=WHERE)}

    assert fingerprint(NUMBER, context=WHERE) == taken
    assert taken not in others
    settings.SEALING_KEYS = (new_key(), *settings.SEALING_KEYS)
    assert fingerprint(NUMBER, context=WHERE) != taken
    assert fingerprints(NUMBER, context=WHERE)[1] == taken


def test_context_and_text_cannot_be_shifted_into_each_other() -> None:
    assert fingerprint("bc", context="a") != fingerprint("c", context="ab")


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret(NUMBER)

    assert {str(secret), repr(secret), f"{secret}", f"{secret:>5}", "%s" % secret} == {"•••"}  # noqa: UP031 (all ways)
    assert secret.reveal() == NUMBER
    assert copy.deepcopy(secret) == Secret(NUMBER)
    assert secret != Secret("else")
    assert secret != NUMBER
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        json.dumps(secret)
