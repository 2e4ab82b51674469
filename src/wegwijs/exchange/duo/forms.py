"""Forms of the pages about DUO."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.conf import settings

from wegwijs import clock
from wegwijs.exchange.duo.certificates import choices
from wegwijs.exchange.duo.codes import ASYLUM, DETAILED, FAMILY, NO_DUTY, OUTCOMES
from wegwijs.exchange.duo.models import DuoKoppeling, Way
from wegwijs.organisations.models import Gemeente
from wegwijs.ui import forms as ui


class TickForm(ui.Form):
    """On which day something was entered in DUO's portal."""

    on = ui.PastDateField(label="Ingevoerd op", initial=clock.today, help_text="")


class PutBackForm(ui.Form):
    """Why a tick was a mistake."""

    reason = forms.CharField(
        label="Waarom klopte het niet?", max_length=160, help_text="Dit staat in de tijdlijn van het dossier"
    )


class AsideForm(ui.Form):
    """Why nothing must be done about a message that can't be handled."""

    reason = forms.CharField(
        label="Waarom hoeft er niets te gebeuren?",
        max_length=200,
        help_text="Dit staat bij het bericht. Schrijf geen gegevens over iemands gezondheid op.",
    )


class ConnectionForm(ui.Form):
    """How a gemeente is connected to DUO. Files of certificates are put on the server, never sent through this page."""

    active = ui.RadioField(label="Hoe gaat het verkeer met DUO?", choices=Way.choices)
    base_url = forms.CharField(
        label="Adres van DUO",
        max_length=200,
        required=False,
        help_text="Begint met https:// en eindigt op /v1",
    )
    duo_oin = forms.CharField(label="OIN van DUO", max_length=40, required=False, help_text="20 cijfers")
    certificate = ui.ChoiceField(label="Certificaat van de gemeente", required=False)
    key = ui.ChoiceField(label="Sleutel bij het certificaat", required=False)

    def __init__(self, *args: Any, link: DuoKoppeling | None, **kwargs: Any) -> None:
        known: dict[str, str] = {"active": Way.LINK if link and link.active else Way.PORTAL}
        if link:
            known |= {"base_url": link.base_url, "duo_oin": link.duo_oin}
        super().__init__(*args, initial=known, **kwargs)
        self.folder = settings.DUO_CERTIFICATES
        files = choices(self.folder)
        place = (
            f"Bestanden in {self.folder} op de server"
            if files
            else "Een beheerder van de server zet het bestand klaar"
        )
        for name, now in (("certificate", link and link.certificate), ("key", link and link.key)):
            field = self.fields[name]
            assert isinstance(field, ui.ChoiceField)  # noqa: S101 declared above
            kept = f"houd {Path(now).name}" if now else "geen"
            field.choices = [("", kept), *((file, file) for file in files)]
            field.help_text = place
        self.fields["key"].help_text = "Leeg als de sleutel in hetzelfde bestand staat"

    def link(self) -> dict[str, Any]:
        """What the command wants; files by their full name."""
        data = self.cleaned_data
        files = {
            name: str(Path(self.folder) / data[name]) if data[name] else "" for name in ("certificate", "key")
        }
        return {
            "base_url": data["base_url"].strip(),
            "duo_oin": data["duo_oin"].replace(" ", ""),
            "active": data["active"] == Way.LINK,
            **files,
        }


def _pairs(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _score(label: str) -> forms.CharField:
    narrow = forms.TextInput(attrs={"class": "ww-input--date", "autocomplete": "off"})
    return forms.CharField(
        label=label, required=False, max_length=20, help_text="Bijvoorbeeld 61,50", widget=narrow
    )


class FactsForm(ui.Form):
    """What DUO's portal shows of one person. Everything may stay empty, but not all of it."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Wie is het?", ("gemeente", "bsn", "v_nummer"), "Vul ten minste één nummer in."),
        ui.Group("Inburgeringsplicht", ("plichtig", "begin", "kennisgeving", "einde", "reden")),
        ui.Group("Doelgroep", ("indeling", "gedetailleerd")),
        ui.Group("Inburgeringstermijn", ("termijn_van", "termijn_tot", "verlengingsgrond")),
        ui.Group("Leerbaarheidstoets", ("toets", "toets_op", "toets_score", "toets_drempel")),
    )

    plichtig = ui.YesNoField(label="Inburgeringsplichtig", required=False)
    begin = ui.DateField(label="Begin van de plicht", required=False)
    kennisgeving = ui.PastDateField(label="Datum kennisgeving", required=False)
    einde = ui.PastDateField(
        label="Einde van de plicht",
        required=False,
        help_text="Alleen als iemand niet (meer) plichtig is",
        future="De plicht loopt dan nog. Leg dit vast vanaf die dag.",
    )
    reden = ui.ChoiceField(label="Reden dat er geen plicht is", choices=_pairs(NO_DUTY), required=False)
    indeling = ui.RadioField(label="Doelgroep", choices=_pairs((ASYLUM, FAMILY)), required=False)
    gedetailleerd = ui.ChoiceField(label="Doelgroep precies", choices=_pairs(DETAILED), required=False)
    termijn_van = ui.DateField(label="Termijn begint op", required=False)
    termijn_tot = ui.DateField(
        label="Termijn loopt tot", required=False, help_text="De eerste dag die niet meer meetelt"
    )
    verlengingsgrond = forms.CharField(label="Reden van verlenging", required=False, max_length=200)
    toets = ui.ChoiceField(label="Uitslag", choices=_pairs(OUTCOMES), required=False)
    toets_op = ui.PastDateField(label="Afgenomen op", required=False)
    toets_score = _score("Behaalde score")
    toets_drempel = _score("Benodigde score")


class _ForGemeente(ui.Form):
    """A form about one of the gemeenten that it is given."""

    gemeente = ui.ChoiceField(label="Gemeente")

    def __init__(self, *args: Any, gemeenten: Iterable[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeenten = {g.code: g for g in gemeenten}
        self.offer("gemeente", ((g.code, g.naam) for g in self.gemeenten.values()))


class NewFactsForm(_ForGemeente, FactsForm):
    """The same for someone who may not be known yet: with gemeente and numbers."""

    bsn = ui.BsnField(label="BSN", required=False)
    v_nummer = ui.VNummerField(label="V-nummer", required=False)
