"""Tenders with their lots, contracts in versions, the marks of suppliers, and the book of what is called off (docs/adr/0024)."""

from wegwijs.contracts.models.agreements import Absence, Contract, ExtraYear, Result, Share, Terms
from wegwijs.contracts.models.funding import CostKind, FundingLine, FundingSource, OtherCost
from wegwijs.contracts.models.invoices import (
    BookingColumn,
    BookingField,
    BookingRun,
    Invoice,
    InvoiceFile,
    InvoiceLine,
    Reason,
)
from wegwijs.contracts.models.money import Balance, CallOff, ClosedMonth, Movement
from wegwijs.contracts.models.prices import Moment, Price, PriceForm
from wegwijs.contracts.models.rebooking import Rebooking
from wegwijs.contracts.models.suppliers import Keurmerk
from wegwijs.contracts.models.tenders import Bid, Lot, LotStep, Procedure, Tender, TenderFile
from wegwijs.contracts.models.totals import BegunTotal, BookTotal, OpenTotal, YearTotal

__all__ = [
    "Absence",
    "Balance",
    "BegunTotal",
    "Bid",
    "BookTotal",
    "BookingColumn",
    "BookingField",
    "BookingRun",
    "CallOff",
    "ClosedMonth",
    "Contract",
    "CostKind",
    "ExtraYear",
    "FundingLine",
    "FundingSource",
    "Invoice",
    "InvoiceFile",
    "InvoiceLine",
    "Keurmerk",
    "Lot",
    "LotStep",
    "Moment",
    "Movement",
    "OpenTotal",
    "OtherCost",
    "Price",
    "PriceForm",
    "Procedure",
    "Reason",
    "Rebooking",
    "Result",
    "Share",
    "Tender",
    "TenderFile",
    "Terms",
    "YearTotal",
]  # fmt: skip
