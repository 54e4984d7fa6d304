"""What cannot be done in matching, in words that say what to do."""

from overstap.core.decision import N_, Refusal

HOUSE = "huisregels"

NO_REASON = Refusal(
    rule="passend.reden",
    because=N_("U zei dat dit werk niet past, maar niet waarom."),
    source=HOUSE,
    remedy=N_("Kies een reden. Dan zoeken wij de volgende keer beter."),
)
TOO_LONG = Refusal(
    rule="passend.lang",
    because=N_("Uw uitleg is te lang."),
    source=HOUSE,
    remedy=N_("Gebruik hoogstens 300 tekens."),
)
NOT_OPEN = Refusal(
    rule="passend.dicht",
    because=N_("Deze vacature is niet meer open."),
    source=HOUSE,
    remedy=N_("Kies een andere vacature uit de lijst."),
)
ALREADY = Refusal(
    rule="voorstel.dubbel",
    because=N_("Deze persoon is al voorgesteld voor deze vacature."),
    source=HOUSE,
    remedy=N_("Wacht op het antwoord, of kies iemand anders."),
)
SAID_NO = Refusal(
    rule="voorstel.nee",
    because=N_("Deze persoon zei eerder nee tegen deze vacature."),
    source=HOUSE,
    remedy=N_("Kies een andere vacature. Of vraag de persoon zelf om het antwoord te veranderen."),
)
ANSWERED = Refusal(
    rule="voorstel.klaar",
    because=N_("Op dit voorstel is al geantwoord, of het is ingetrokken."),
    source=HOUSE,
    remedy=N_("Kijk de lijst opnieuw na."),
)
NO_WISH = Refusal(
    rule="zoekwens.onbekend",
    because=N_("Deze wens kennen wij niet."),
    source=HOUSE,
    remedy=N_("Kies een wens uit de lijst."),
)
HAS_WISH = Refusal(
    rule="zoekwens.dubbel",
    because=N_("Deze wens staat er al."),
    source=HOUSE,
    remedy=N_("U hoeft niets te doen."),
)
CLOSED = Refusal(
    rule="passend.afgesloten",
    because=N_("Dit dossier is afgesloten."),
    source=HOUSE,
    remedy=N_("Meld de persoon opnieuw aan."),
)
ONLY_PERSON = Refusal(
    rule="voorstel.zelf",
    because=N_("Alleen de persoon zelf zegt ja of nee."),
    source=HOUSE,
    remedy=N_("Vraag de persoon om te antwoorden, op de eigen pagina of samen met u."),
)
