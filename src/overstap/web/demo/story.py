"""The story of the demo: one person from dismissal to a new job, as steps that a visitor walks through."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step: what happens, what to look at, and as whom (a key of the demo accounts; empty for a visitor)."""

    title: Promise
    text: Promise
    who: str = ""
    address: str = ""


STORY = (
    StoryStep(
        _("Uw baan stopt. U meldt zich aan"),
        _(
            "Vul het formulier in als iemand die ontslag krijgt. Kies Tilburg als woonplaats. Aan het eind ziet u "
            "wie de eerste stap zet, waarom, en voor welke dag."
        ),
        address="/aanmelden/",
    ),
    StoryStep(
        _("Aan het loket: iemand loopt binnen"),
        _("Anneke werkt aan het loket. Zij zoekt iemand op of meldt iemand aan. Niemand wordt weggestuurd."),
        who="anneke",
        address="/loket/",
    ),
    StoryStep(
        _("De begeleider ziet wat vandaag moet"),
        _(
            "Joris begeleidt mensen voor de vakbond. Elk dossier heeft één volgende stap, met een naam en een datum. "
            "Open een dossier: u ziet het advies en elke reden, met de bron."
        ),
        who="joris",
        address="/begeleiding/",
    ),
    StoryStep(
        _("De hulp samenstellen, met het geld erbij"),
        _(
            "Kies onderdelen voor het arrangement. U ziet eerst of het past, wie betaalt en hoeveel er over is. "
            "Het geld wordt meteen gereserveerd."
        ),
        who="joris",
        address="/begeleiding/",
    ),
    StoryStep(
        _("De deelnemer beslist mee"),
        _("Fatima ziet haar eigen dossier. Zij gaat akkoord met haar plan en kiest wie wat mag zien."),
        who="fatima",
        address="/mijn/",
    ),
    StoryStep(
        _("Overdragen zonder iemand kwijt te raken"),
        _("Sanne werkt bij UWV. Een overdracht is pas klaar als zij ja zegt. Stilte komt vanzelf terug."),
        who="sanne",
        address="/begeleiding/",
    ),
    StoryStep(
        _("De kassa: elke euro precies één keer"),
        _("Peter betaalt, Wilma keurt goed. Zij zien bedragen, nooit een naam."),
        who="peter",
        address="/kassa/",
    ),
    StoryStep(
        _("Toezicht: hoe gaat het in de regio?"),
        _("Henk is coördinator. Hij ziet de regio in cijfers en maakt de rapportage van twee maanden."),
        who="henk",
        address="/toezicht/",
    ),
)
