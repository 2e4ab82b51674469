"""Who is ontzorgd, their money plan, whom is paid, the payments, and what the bank says."""

from wegwijs.stages.ontzorgen.models.bank import (
    Afschriftbestand,
    BankAccount,
    Statement,
    StatementFile,
    StatementLine,
)
from wegwijs.stages.ontzorgen.models.begunstigden import NameCheck, Payee, PayeeChange, StaffAccount
from wegwijs.stages.ontzorgen.models.betalingen import PaymentFile, PaymentOrder, PaymentRun
from wegwijs.stages.ontzorgen.models.plan import (
    STATUTORY,
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Uitkeringsmaand,
    Voorschot,
)
from wegwijs.stages.ontzorgen.models.traject import (
    Eindreden,
    Geldsignaal,
    Machtiging,
    Ontzorging,
    Overdrachtsstap,
    Zelftaak,
)

__all__ = [
    "STATUTORY", "Afschriftbestand", "BankAccount", "Betaalwijze", "Eindreden", "Geldsignaal", "Inkomensoort", "Inkomstenpost",
    "Interval", "Kostenpost", "Kostensoort", "Machtiging", "NameCheck", "Ontzorging", "Overdrachtsstap", "Payee", "PayeeChange",
    "PaymentFile", "PaymentOrder", "PaymentRun", "StaffAccount", "Statement", "StatementFile", "StatementLine",
    "Uitkeringsmaand", "Voorschot", "Zelftaak",
]  # fmt: skip
