"""Days that royal decrees made equal to a holiday for the Algemene termijnenwet (art. 3(3)); extend this table yearly."""

from datetime import date

# Source: the decrees of 2023-2028 as listed by sterfgeval.nl, read 2026-11.
GELIJKGESTELD = frozenset(
    date.fromisoformat(day)
    for day in (
        "2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30",
        "2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26",
    )
)  # fmt: skip
