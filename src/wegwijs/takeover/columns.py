"""What a file with a running caseload can hold, under which names, and from whom each fact comes in the end."""

from collections.abc import Mapping

from wegwijs.imports.kinds import Column
from wegwijs.imports.persons import IDENTITY

_C = Column
CONTACT, FILE = "Bereikbaar", "Dossier"
DUO, HERE, WAY, DATES = "Van DUO", "Van COA en BRP", "Tot nu toe gedaan", "Termijnen in het vorige systeem"

COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        *IDENTITY,
        _C("telefoon", "Telefoon", CONTACT, ("telefoonnummer", "mobiel", "tel")),
        _C("email", "E-mail", CONTACT, ("emailadres", "e mailadres", "mail")),
        _C("straat", "Straat", CONTACT, ("straatnaam", "adres")),
        _C("huisnummer", "Huisnummer", CONTACT, ("nummer", "huisnr")),
        _C("postcode", "Postcode", CONTACT),
        _C("plaats", "Plaats", CONTACT, ("woonplaats",)),
        _C("taal", "Contacttaal", CONTACT, ("moedertaal", "taal spreken")),
        _C("tolk", "Tolk nodig", CONTACT, ("tolk",)),
        _C("regisseur", "Regisseur", FILE, ("klantmanager", "behandelaar", "consulent", "casemanager")),
        _C("oud_nummer", "Nummer in het vorige systeem", FILE, ("zaaknummer", "dossiernummer", "klantnummer")),
        _C("indeling", "Doelgroep", DUO, ("indeling", "groep"), source="DUO"),
        _C("gedetailleerd", "Doelgroep precies", DUO, ("gedetailleerde doelgroep",), source="DUO"),
        _C("kennisgeving", "Kennisgeving van DUO", DUO, ("datum kennisgeving", "kennisgeving duo", "kennisgeving inburgeringsplicht"), source="DUO"),
        _C("begin", "Begin inburgeringsplicht", DUO, ("begin plicht", "ingangsdatum plicht", "plichtig vanaf"), source="DUO"),
        _C("termijn_van", "Inburgeringstermijn van", DUO, ("start inburgeringstermijn", "begin inburgeringstermijn"), source="DUO"),
        _C("termijn_tot", "Inburgeringstermijn tot (eerste dag erna)", DUO, ("termijn tot", "einddatum duo"), source="DUO"),
        _C("toets", "Uitslag leerbaarheidstoets", DUO, ("leerbaarheidstoets", "uitslag lbt", "uitslag toets"), source="DUO"),
        _C("toets_op", "Datum leerbaarheidstoets", DUO, ("datum lbt", "datum toets"), source="DUO"),
        _C("koppeldatum", "Gekoppeld op", HERE, ("datum koppeling", "koppelingsdatum"), source="COA"),
        _C("locatie", "Opvanglocatie", HERE, ("azc", "coa locatie"), source="COA"),
        _C("inschrijving", "Ingeschreven in de gemeente op", HERE, ("datum inschrijving", "inschrijving brp", "datum vestiging", "inschrijfdatum"), source="BRP"),
        _C("artikel_28", "Gehuisvest als vergunninghouder (artikel 28)", HERE, ("artikel 28", "taakstelling"), source="BRP"),
        _C("intake_begonnen", "Brede intake begonnen op", WAY, ("start intake", "datum intake")),
        _C("intake_voltooid", "Brede intake voltooid op", WAY, ("intake afgerond", "einde intake")),
        _C("pip_op", "Dagtekening van het PIP", WAY, ("datum pip", "pip vastgesteld", "dagtekening pip", "pip datum")),
        _C("pip_verzonden", "PIP verzonden op", WAY, ("verzenddatum pip",)),
        _C("leerroute", "Leerroute", WAY, ("route",)),
        _C("niveau", "Taalniveau in het PIP", WAY, ("niveau", "taalniveau")),
        _C("gesprekken", "Aantal voortgangsgesprekken in het PIP", WAY, ("aantal voortgangsgesprekken",)),
        _C("aanbod_op", "Inburgeringsaanbod gedaan op", WAY, ("datum aanbod", "aanbod")),
        _C("bijstand_vanaf", "Recht op bijstand vanaf", WAY, ("bijstand vanaf", "ingang bijstand", "start uitkering"), source="Participatiewet"),
        _C("uiterste_pip", "Uiterste datum PIP", DATES, ("uiterste datum pip", "deadline pip", "termijn pip", "pip uiterlijk")),
        _C("einde_termijn", "Einde inburgeringstermijn (laatste dag)", DATES, ("einde inburgeringstermijn", "einddatum inburgering", "inburgeren voor")),
    )
}  # fmt: skip
