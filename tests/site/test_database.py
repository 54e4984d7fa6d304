import pytest

from overstap.site.database import postgres
from overstap.site.settings import settings_module


def test_a_postgres_address_becomes_settings_with_its_parts_decoded() -> None:
    found = postgres("postgres://o%40v:p%2Fw@db.example:5433/overstap?sslmode=require")

    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "o@v",
        "p/w",
        "db.example",
        "5433",
    )
    assert found["NAME"] == "overstap"
    assert found["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}
    assert found["ATOMIC_REQUESTS"] is False


def test_a_socket_folder_may_stand_in_the_query() -> None:
    found = postgres("postgresql:///overstap?host=/run/pg&port=5444")

    assert (found["HOST"], found["PORT"]) == ("/run/pg", "5444")


def test_what_the_address_says_about_the_server_goes_before_what_we_say() -> None:
    found = postgres("postgres:///overstap?options=-c%20jit%3Don")

    assert found["OPTIONS"] == {"options": "-c jit=on"}


@pytest.mark.parametrize("address", ["mysql://host/name", "overstap", "postgres://host:5432/"])
def test_an_address_of_another_kind_or_without_a_name_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="OVERSTAP_DATABASE_URL"):
        postgres(address)


def test_the_address_decides_the_settings_module() -> None:
    assert settings_module({}) == "overstap.site.settings.sqlite"
    assert settings_module({"OVERSTAP_DATABASE_URL": "postgres:///x"}) == "overstap.site.settings.postgres"
