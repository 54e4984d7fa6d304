"""An English reader reads occupations and competences of our own list in English, also where the Dutch is kept."""

from __future__ import annotations

from django.utils import translation

from overstap.taxonomy.reading.starter import occupation_uri, skill_uri
from overstap.web.templatetags.concepts import or_english


def test_names_of_our_own_list_follow_the_reader() -> None:
    with translation.override("en"):
        assert or_english("Zorgen voor ouderen", skill_uri("ouderen")) == "Caring for older people"
        assert or_english("Helpende zorg en welzijn", occupation_uri("helpende")) == "Care helper"
    with translation.override("nl"):
        assert or_english("Zorgen voor ouderen", skill_uri("ouderen")) == "Zorgen voor ouderen"


def test_what_our_own_list_does_not_know_keeps_its_name() -> None:
    with translation.override("en"):
        assert or_english("Eigen woorden", "") == "Eigen woorden"
        assert or_english("Iets anders", skill_uri("bestaat-niet")) == "Iets anders"
