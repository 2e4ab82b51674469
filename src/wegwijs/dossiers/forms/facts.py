"""Facts of the BRP, COA and the Participatiewet that someone types over, each with its date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.ui import forms as ui


class RegistrationForm(ui.Form):
    """Registered in the BRP of the gemeente."""

    on = ui.DateField(label="Ingeschreven in de BRP vanaf")
    article_28 = ui.YesNoField(
        label="Is de woning toegewezen als huisvesting van een vergunninghouder?",
        help_text="Huisvestingswet, artikel 28. Bij ja begint de termijn van tien weken op deze dag, als de "
        "kennisgeving van DUO er al was.",
    )


class OnForm(ui.Form):
    """Only a day."""

    on = ui.DateField(label="Vanaf")


class EndForm(ui.Form):
    """Only a day, at the end of something."""

    on = ui.DateField(label="Beëindigd per")


class TrajectForm(ui.Form):
    """A trajectory under the Participatiewet."""

    on = ui.DateField(label="Begonnen op")
    soort = ui.RadioField(
        label="Soort traject",
        choices=[
            ("re-integratie", "Re-integratie"),
            ("werkervaring", "Werkervaring of proefplaatsing"),
            ("taaleis", "Taaleis"),
            ("vrijwilligerswerk", "Vrijwilligerswerk of tegenprestatie"),
        ],
    )


class WishForm(ui.Form):
    """What work someone wants."""

    on = ui.DateField(label="Besproken op")
    beroep = forms.CharField(label="Welk werk wil iemand doen", max_length=80)
    ervaring = ui.RadioField(
        label="Ervaring in dit werk",
        choices=[("geen", "geen"), ("enige", "tot drie jaar"), ("ruim", "meer dan drie jaar")],
    )


class WorkForm(ui.Form):
    """Someone found work."""

    on = ui.DateField(label="Aan het werk sinds")
    beroep = forms.CharField(label="Welk werk", max_length=80)
    uren = forms.IntegerField(label="Uren per week", min_value=1, max_value=60)
    uitkering = ui.RadioField(
        label="Uitkering",
        choices=[("geen", "had er geen"), ("stopt", "stopt"), ("aanvulling", "blijft aanvullend")],
    )


class VoorinburgeringForm(ui.Form):
    """What was followed at COA, voluntarily and before the obligation."""

    on = ui.DateField(label="Stand op")
    deelname = ui.RadioField(
        label="Deelname",
        choices=[
            ("gevolgd", "gevolgd"),
            ("deels gevolgd", "deels gevolgd"),
            ("niet gevolgd", "niet gevolgd"),
        ],
    )
    onderdelen = ui.MultipleChoiceField(
        label="Welke onderdelen",
        required=False,
        choices=[("NT2", "Nederlands (NT2)"), ("KNM", "Kennis van de Nederlandse maatschappij"), ("arbeidsmarkt", "Arbeidsmarkt"), ("begeleiding", "Persoonlijke begeleiding")],
    )  # fmt: skip


class LinkedForm(ui.Form):
    """COA linked the person to the gemeente."""

    on = ui.DateField(label="Gekoppeld op")
    locatie = forms.CharField(label="Opvanglocatie", max_length=80)


class OfferForm(ui.Form):
    """A course was offered to an asielstatushouder (Wi 16)."""

    on = ui.DateField(label="Aanbod gedaan op")
    aanbieder = forms.CharField(label="Bij welke aanbieder", max_length=80)


class ProgressForm(ui.Form):
    """A talk about progress, of which the PIP fixes the number."""

    on = ui.DateField(label="Gevoerd op")
    wijze = ui.RadioField(
        label="Hoe",
        choices=[
            ("kantoor", "op kantoor"),
            ("school", "op school"),
            ("huisbezoek", "huisbezoek"),
            ("video", "met beeld"),
        ],
    )


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact that may be typed: its form, what it is called and where it comes from."""

    kind: Kind
    title: str
    lead: str
    form: type[ui.Form]
    origin: Origin

    def summary(self, data: Mapping[str, Any]) -> str:
        """One line for the timeline."""
        parts = [
            str(v)
            for k, v in data.items()
            if k in ("beroep", "soort", "deelname", "locatie", "aanbieder", "wijze") and v
        ]
        return ", ".join(parts)


FACTS: Mapping[str, FactKind] = {
    "koppeling": FactKind(
        Kind.COA_KOPPELING, "Gekoppeld aan de gemeente", "Zoals COA het in TVS meldt.", LinkedForm, Origin.COA
    ),
    "voorinburgering": FactKind(
        Kind.VOORINBURGERING, "Voorinburgering bij COA", "Wat iemand in het azc al volgde.", VoorinburgeringForm, Origin.COA
    ),
    "bijstand": FactKind(
        Kind.BIJSTAND_RECHT, "Recht op bijstand", "De dag waarop het recht op bijstand begint; het ontzorgen rekent vanaf die dag.", OnForm, Origin.EIGEN
    ),
    "bijstand-einde": FactKind(
        Kind.BIJSTAND_EINDE, "Bijstand beëindigd", "De eerste dag zonder bijstand.", EndForm, Origin.EIGEN
    ),
    "traject": FactKind(
        Kind.PW_TRAJECT, "Traject Participatiewet", "Wat ernaast loopt en in het PIP wordt afgestemd.", TrajectForm, Origin.EIGEN
    ),
    "werkwens": FactKind(
        Kind.WERK_WENS, "Wens voor werk", "Wat iemand wil en al deed, voor het PIP en de MAP.", WishForm, Origin.EIGEN
    ),
    "aanbod": FactKind(
        Kind.AANBOD, "Inburgeringsaanbod gedaan", "De dag waarop de inburgeraar een cursus kreeg aangeboden; daarmee is de termijn van drie maanden gehaald.", OfferForm, Origin.EIGEN
    ),
    "voortgang": FactKind(
        Kind.VOORTGANGSGESPREK, "Voortgangsgesprek gevoerd", "Het PIP noemt hoeveel gesprekken er komen.", ProgressForm, Origin.EIGEN
    ),
    "werk": FactKind(
        Kind.UITSTROOM_WERK, "Aan het werk", "Uitstroom naar werk, ook naast een uitkering.", WorkForm, Origin.EIGEN
    ),
}  # fmt: skip
