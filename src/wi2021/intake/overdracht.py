"""What COA hands over for someone housed from its reception (INT-09)."""

from wi2021.grondslag import Outcome, bi, regel, ri, wi

INT09 = regel(
    "INT-09",
    "COA levert gegevens voor de overdracht",
    wi("10"),
    wi("35", "2"),
    bi("3.17"),
    bi("9.4", "3"),
    bi("9.10"),
    ri("3.19"),
)


def coa_supplies() -> Outcome[tuple[str, ...]]:
    """The facts that the college gets; taking part in the voorinburgering is free and nobody must."""
    fields = (
        "identiteit en BSN",
        "samenstelling van het gezin",
        "voortgang voorinburgering",
        "taalvaardigheid",
    )
    return Outcome(
        fields,
        INT09,
        uitleg=(
            f"COA mag delen: {', '.join(fields)}.",
            "Voorinburgering bij COA is gratis en vrijwillig, en mag het traject niet vertragen.",
        ),
    )
