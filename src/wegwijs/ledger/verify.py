"""``wegwijs prove-ledger``: was a cent made or lost, in sentences for an administrator."""

from wegwijs.ledger.commands import prove

REPORT = "Het grootboek klopt niet. Stop met betalen, meld dit als incident en stel de database veilig."


def verified() -> tuple[list[str], bool]:
    """What was found, and whether all holds; the proof is kept."""
    found = prove()
    said = [f"{found.accounts} rekeningen en {found.transfers} boekingen nagerekend."]
    said += [f"Niet goed: {sentence}." for sentence in found.findings]
    said.append(REPORT if found.findings else "Geen cent te veel of te weinig, en geen regel veranderd.")
    return said, not found.findings
