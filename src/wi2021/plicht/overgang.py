"""The older act of 2013: who stays under it, and what an exemption of it is worth (TRA-*)."""

from datetime import date

from wi2021.grondslag import Answer, MissingFacts, Outcome, regel, wi

TRA01 = regel(
    "TRA-01",
    "Wie op 31-12-2021 onder de Wet inburgering 2013 viel, blijft daaronder",
    wi("54", "1"),
    wi("54", "2"),
)
TRA02 = regel(
    "TRA-02",
    "Vrijstelling van de oude wet telt als tijdelijke vrijstelling",
    wi("54", "3"),
    van=date(2023, 1, 1),
)


def welke_wet(wi2013_op_31_12_2021: bool | None) -> Answer[str]:
    """TRA-01: under which act someone falls."""
    if wi2013_op_31_12_2021 is None:
        return MissingFacts(TRA01, ("wi2013_op_31_12_2021",), ("DUO weet onder welke wet iemand valt.",))
    if wi2013_op_31_12_2021:
        return Outcome(
            "Wi2013",
            TRA01,
            uitleg=(
                "Op **31-12-2021** gold de Wet inburgering 2013. Die blijft gelden, ook in de Participatiewet en de Vreemdelingenwet.",
                "In dit systeem hoort geen PIP. Een voorloper die onder de oude wet blijkt te vallen, wordt met die reden gesloten.",
            ),
        )
    return Outcome(
        "Wi2021", TRA01, uitleg=("De Wet inburgering 2013 gold niet op 31-12-2021. De nieuwe wet geldt.",)
    )
