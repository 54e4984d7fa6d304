"""The kinds of things that people say in matching, for tables and screens alike."""

from __future__ import annotations

from django.db import models

from overstap.core.decision import N_


class WishKind(models.TextChoices):
    """What somebody does not want (soort zoekwens)."""

    PLACE = "soort", N_("Soort plaats")
    OCCUPATION = "beroep", N_("Beroep")
    EMPLOYER = "werkgever", N_("Werkgever")
    PHYSICAL = "lichamelijk", N_("Lichamelijk werk")
    IRREGULAR = "onregelmatig", N_("Onregelmatige tijden")
    CANNOT = "kan_niet", N_("Kan dit niet")


class Because(models.TextChoices):
    """Why a vacancy does not fit, in the words of the person (reden)."""

    FAR = "te_ver", N_("Te ver weg")
    HOURS = "uren", N_("De uren passen niet")
    TIMES = "tijden", N_("De werktijden passen niet")
    HEAVY = "zwaar", N_("Het werk is te zwaar")
    OCCUPATION = "beroep", N_("Dit werk wil ik niet")
    EMPLOYER = "werkgever", N_("Bij deze werkgever wil ik niet werken")
    CANNOT = "kan_niet", N_("Dit kan ik niet")
    PAY = "loon", N_("Het loon is te laag")
    OTHER = "anders", N_("Iets anders")


class ProposalState(models.TextChoices):
    """How far a proposal is (stand van een voorstel)."""

    ASKED = "gevraagd", N_("Wacht op het antwoord van de persoon")
    AGREED = "akkoord", N_("De persoon zei ja")
    DECLINED = "nee", N_("De persoon zei nee")
    TAKEN_BACK = "ingetrokken", N_("Ingetrokken")
