"""Why someone gets no receipt, or no place."""

from __future__ import annotations

from overstap.core.allotment import Opening
from overstap.core.decision import N_, Refusal

NOTHING_ASKED = Refusal(
    "loket.bedrag", N_("U vraagt niets."), remedy=N_("Vul in hoeveel u vraagt. Dat is meer dan nul.")
)
OTHER_CONTENTS = Refusal(
    "opdracht.sleutel",
    N_("Deze opdracht is al gedaan, met andere gegevens."),
    remedy=N_("Ververs de pagina en kijk hoe het er nu voor staat."),
)
NOT_OPEN = {
    Opening.ANNOUNCED: Refusal(
        "loket.aangekondigd",
        N_("Dit loket is aangekondigd. De datum is nog niet bekend."),
        remedy=N_("Kijk later nog eens. De datum komt op deze pagina te staan."),
    ),
    Opening.PLANNED: Refusal(
        "loket.nog_niet_open", N_("Dit loket is nog niet open."), remedy=N_("Kom terug op de dag dat het opengaat.")
    ),
    Opening.CLOSED: Refusal(
        "loket.gesloten", N_("Dit loket is gesloten."), remedy=N_("Vraag uw adviseur naar een andere weg.")
    ),
}
WRONG_APPLICANT = Refusal(
    "loket.aanvrager",
    N_("Dit loket is niet voor aanvragers zoals u."),
    remedy=N_("Kijk bij het loket wie kan aanvragen, of kies een ander loket."),
)
NO_OFFER = Refusal(
    "aanvraag.geen_aanbod",
    N_("Er ligt geen aanbod om te beantwoorden."),
    remedy=N_("Ververs de pagina en kijk hoe het er nu voor staat."),
)
OFFER_LAPSED = Refusal(
    "aanvraag.aanbod_verlopen",
    N_("De tijd om te antwoorden is voorbij. Het aanbod is naar de volgende gegaan."),
    remedy=N_("Doe een nieuwe aanvraag zolang het loket open is."),
)
NOTHING_TO_WITHDRAW = Refusal(
    "aanvraag.voorbij",
    N_("Deze aanvraag loopt niet meer. U kunt haar niet intrekken."),
)
PAID_ALREADY = Refusal(
    "aanvraag.uitbetaald",
    N_("Op deze aanvraag is al een bedrag gevraagd of betaald. U kunt haar niet meer intrekken."),
    remedy=N_("Neem contact op met de kassier."),
)
FULLY_FUNDED = Refusal(
    "loket.gefinancierd",
    N_("Alle plaatsen die wij kunnen betalen, zijn weg."),
    remedy=N_("Vraag de kaderhouder (SZW) om meer plaatsen."),
)
NOT_GRANTED = Refusal("aanvraag.niet_toegekend", N_("Deze aanvraag heeft geen plaats die wij kunnen betalen."))
ONLY_FRAMEWORK_KEEPER = Refusal(
    "loket.rol",
    N_("Alleen de kaderhouder (SZW) besluit over loketten."),
    remedy=N_("Vraag SZW om dit te besluiten."),
)
ONLY_MONEY_ROLES = Refusal(
    "loket.uitvoerder", N_("Alleen de kassier doet dit."), remedy=N_("Vraag de kassier om dit te doen.")
)
NO_SOURCE = Refusal("loket.bron", N_("Geef aan in welk besluit dit staat."))
CEILING_TOO_LOW = Refusal(
    "loket.te_laag",
    N_("Van dit loket is al meer toegekend. Lager kan niet."),
    remedy=N_("Kies een plafond dat minstens zo hoog is als wat al is toegekend."),
)
NOT_CLOSED = Refusal(
    "loket.niet_gesloten",
    N_("Dit loket is nog niet gesloten. Verdelen kan pas daarna."),
    remedy=N_("Wacht tot het loket gesloten is."),
)
NOT_SHARED = Refusal(
    "loket.wijze", N_("Dit loket verdeelt niet naar rato."), remedy=N_("Aanvragen krijgen hier een plaats op volgorde.")
)
WRONG_DATES = Refusal("loket.datums", N_("Een loket sluit nadat het opengaat."), remedy=N_("Kijk de datums na."))
ALREADY_OPEN = Refusal(
    "loket.al_open",
    N_("Dit loket is al opengegaan. De openingstijd staat vast."),
    remedy=N_("U kunt het sluiten nog wel verzetten zolang het loket open is."),
)

TWICE = Refusal(
    "loket.bestaat", N_("Er is al een loket met deze naam in het adres."), remedy=N_("Kies een andere naam.")
)
WRONG_WINDOW = Refusal(
    "loket.voorwaarden",
    N_("Deze voorwaarden passen niet bij elkaar."),
    remedy=N_(
        "Een maximum aan registraties hoort bij plaatsen op volgorde. Een geldstroom hoort bij euro's en een jaar."
    ),
)

FULL = "loket.vol"
"""The reason of an application for which there was no room, in a window without a waiting list."""
SAME_APPLICANT = "aanvraag.dubbel"
"""The reason of a second application of one applicant in one window."""
TOO_SMALL_A_SHARE = "aanvraag.aandeel_nul"
"""The reason of an application whose share comes to nothing."""

REASONS = {
    FULL: N_("Er was geen ruimte meer toen uw aanvraag aan de beurt was."),
    SAME_APPLICANT: N_("U had in dit loket al een aanvraag. Die telt."),
    TOO_SMALL_A_SHARE: N_("Er was zo weinig te verdelen dat uw deel op nul uitkomt."),
    "persoon.plafond": N_("Het maximum per persoon is bereikt, ook met wat een andere partij al gaf."),
}
"""Why an application was refused, in words for the one who applied."""
