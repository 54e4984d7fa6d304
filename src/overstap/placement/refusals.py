"""Why something on a waiting list or with new work is not possible, in words for who asked."""

from __future__ import annotations

from overstap.core.decision import N_, Refusal

FILE_CLOSED = Refusal(
    rule="open_hiring.dossier_gesloten",
    because=N_("Dit dossier is afgesloten."),
    source="huisregels",
    remedy=N_("Meld u opnieuw aan. Dan kan het weer."),
)
LIST_CLOSED = Refusal(
    rule="open_hiring.lijst_gesloten",
    because=N_("Deze lijst is gesloten."),
    source="huisregels",
    remedy=N_("Kijk of er een andere lijst is."),
)
ALREADY = Refusal(
    rule="open_hiring.al_op_de_lijst",
    because=N_("U staat al op deze lijst."),
    source="huisregels",
    remedy=N_("Wacht op bericht. Uw plaats blijft van u."),
)
NOT_CALLED = Refusal(
    rule="open_hiring.niet_aan_de_beurt",
    because=N_("U bent nu niet aan de beurt."),
    source="huisregels",
    remedy=N_("Kijk op deze pagina hoeveel mensen er voor u zijn."),
)
TOO_LATE = Refusal(
    rule="open_hiring.te_laat",
    because=N_("De tijd om te antwoorden is voorbij. De plaats gaat naar de volgende op de lijst."),
    source="open-hiring",
    remedy=N_("Dit heeft geen gevolgen. U kunt u opnieuw aanmelden."),
)
NOT_ON_LIST = Refusal(
    rule="open_hiring.niet_op_de_lijst",
    because=N_("U wacht niet op deze lijst."),
    source="huisregels",
    remedy=N_("Begint u al? Bel dan uw begeleider."),
)
ONLY_PERSON = Refusal(
    rule="open_hiring.zelf_antwoorden",
    because=N_("Alleen de deelnemer zelf zegt ja of nee."),
    source="huisregels",
    remedy=N_("Bel de deelnemer en help met het antwoord op de eigen pagina."),
)

ONLY_TEAM = Refusal(
    rule="plaatsing.wie",
    because=N_("Alleen uw begeleider legt nieuw werk vast."),
    source="huisregels",
    remedy=N_("Hebt u werk gevonden? Bel of schrijf uw begeleider."),
)
NOT_RESPONSIBLE = Refusal(
    rule="plaatsing.eerstverantwoordelijke",
    because=N_("Alleen de eerstverantwoordelijke legt vast hoe het met nieuw werk gaat."),
    source="huisregels",
    remedy=N_("Vraag het aan de organisatie die eerstverantwoordelijk is."),
)
PLACED_ALREADY = Refusal(
    rule="plaatsing.dubbel",
    because=N_("Deze persoon heeft al een plaatsing bij deze vacature."),
    source="huisregels",
    remedy=N_("Kijk bij de plaatsingen hieronder."),
)
VACANCY_OVER = Refusal(
    rule="plaatsing.vacature_verlopen",
    because=N_("De sluitingsdag van deze vacature is voorbij."),
    source="huisregels",
    remedy=N_("Vraag de werkgever of de vacature nog staat, of zoek een andere."),
)
NO_TURN = Refusal(
    rule="plaatsing.geen_beurt",
    because=N_("Deze persoon zei nog geen ja op een beurt bij deze vacature."),
    source="open-hiring",
    remedy=N_("Bij open hiring begint wie aan de beurt is en ja zegt. Wacht tot die dag."),
)
