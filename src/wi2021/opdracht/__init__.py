"""The command ``python -m wi2021``: the law asked from a terminal, with facts as JSON."""
