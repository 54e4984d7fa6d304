"""What an agreement with a company in several regions must be; pure, without a clock (R-081)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from overstap.core.decision import N_, Refusal
from overstap.core.demand import HOUSE


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What the rules look at of a national agreement (te toetsen landelijke afspraak)."""

    title: str
    content: str
    agreed_on: date
    valid_until: date | None


def refuse_agreement(terms: AgreementTerms, *, today: date) -> tuple[Refusal, ...]:
    """Say everything at once that is not in order."""
    found = []
    if not terms.title.strip():
        found.append(_refusal("landelijk.titel", N_("De afspraak heeft geen naam."), N_("Geef een korte naam.")))
    if not terms.content.strip():
        found.append(
            _refusal("landelijk.inhoud", N_("Er staat niet wat er is afgesproken."), N_("Schrijf op wat er geldt."))
        )
    if terms.agreed_on > today:
        found.append(
            _refusal(
                "landelijk.gemaakt", N_("De afspraak is nog niet gemaakt."), N_("Vul de dag in waarop hij is gemaakt.")
            )
        )
    if terms.valid_until is not None and terms.valid_until < max(terms.agreed_on, today):
        found.append(
            _refusal(
                "landelijk.einde",
                N_("De einddatum ligt voor vandaag of voor de dag van de afspraak."),
                N_("Kies een latere dag, of laat de einddatum leeg."),
            )
        )
    return tuple(found)


THERE_ALREADY = Refusal(
    rule="landelijk.dubbel",
    because=N_("Er staat al een afspraak met deze naam van deze dag."),
    source=HOUSE,
    remedy=N_("Kijk op de pagina van het bedrijf. Laat die afspraak stoppen als hij anders wordt."),
)
ENDED_ALREADY = Refusal(
    rule="landelijk.voorbij",
    because=N_("Deze afspraak is al gestopt."),
    source=HOUSE,
    remedy=N_("Maak een nieuwe afspraak als er weer iets geldt."),
)


def _refusal(rule: str, because: str, remedy: str) -> Refusal:
    return Refusal(rule=rule, because=because, source=HOUSE, remedy=remedy)
