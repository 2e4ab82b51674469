"""Money (section 5): who pays what, exams and loans of people, and the uitkering of the Rijk to a college."""

from wi2021.geld.bedragen import (
    Cohortbedragen,
    Gewichten,
    gewichten,
    per_asielstatushouder,
    per_gezinsmigrant,
)
from wi2021.geld.betaling import (
    Maandbetaling,
    afrekening,
    bekend_uiterlijk,
    herzien_uiterlijk,
    maandbetalingen,
    verantwoord_uiterlijk,
)
from wi2021.geld.examens import (
    EXAMENONDERDELEN,
    Examenplan,
    Examenpogingen,
    examengeld,
    gratis_pogingen,
    pogingen,
)
from wi2021.geld.lening import draagkracht, kwartaal_betaald, lening, lening_beslist, lening_school
from wi2021.geld.regels import F01, F02, F03, F04, F05, F06, F07, F08, F09, F10, F11, F11_ABO, F12, F13
from wi2021.geld.reserveren import Jaareinde, jaareinde
from wi2021.geld.ronden import heel, over
from wi2021.geld.terugbetalen import Terugbetaling, aanspraak_tot, maandtermijn, terugbetalen
from wi2021.geld.trajectbudget import trajectbudget
from wi2021.geld.uitkering import (
    Cohorten,
    deel_asiel,
    deel_gezin,
    grondslag,
    landelijk_budget,
    uitkering,
    verwacht,
)
from wi2021.geld.verdeling import per_gemeente
from wi2021.geld.wie_betaalt import Betaler, Kostensoort, school_mag, wie_betaalt

__all__ = [
    "EXAMENONDERDELEN", "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F11_ABO", "F12",
    "F13", "Betaler", "Cohortbedragen", "Cohorten", "Examenplan", "Examenpogingen", "Gewichten", "Jaareinde", "Kostensoort",
    "Maandbetaling", "Terugbetaling", "aanspraak_tot", "afrekening", "bekend_uiterlijk", "deel_asiel", "deel_gezin",
    "draagkracht", "examengeld", "gewichten", "gratis_pogingen", "grondslag", "heel", "herzien_uiterlijk", "jaareinde",
    "kwartaal_betaald", "landelijk_budget", "lening", "lening_beslist", "lening_school", "maandbetalingen", "maandtermijn",
    "over", "per_asielstatushouder", "per_gemeente", "per_gezinsmigrant", "pogingen", "school_mag", "terugbetalen",
    "trajectbudget", "uitkering", "verantwoord_uiterlijk", "verwacht", "wie_betaalt",
]  # fmt: skip
