"""Acts on tenders, contracts and their money."""

from wegwijs.contracts.commands.agreements import (
    ContractFacts,
    PriceFacts,
    TermsFacts,
    add_option,
    decide_terms,
    decline_option,
    end_share,
    make_contract,
    propose_terms,
    take_part,
)
from wegwijs.contracts.commands.funding import (
    CostFacts,
    FundingFacts,
    record_costs,
    record_funding,
    take_back_costs,
    take_back_funding,
)
from wegwijs.contracts.commands.invoices import (
    Decision,
    InvoiceFacts,
    LineFacts,
    decide_lines,
    receive_invoice,
)
from wegwijs.contracts.commands.money import (
    Fact,
    Planned,
    book_delivered,
    book_invoiced,
    book_paid,
    call_off,
    cancel_call_off,
    close_month,
    commit_more,
    end_call_off,
    move_start,
)
from wegwijs.contracts.commands.said import result_seen, tell_cohort, tell_moved
from wegwijs.contracts.commands.settle import (
    ColumnFacts,
    confirm_invoice,
    export_invoices,
    mark_paid,
    set_columns,
)
from wegwijs.contracts.commands.suppliers import KeurmerkFacts, end_keurmerk, record_keurmerk
from wegwijs.contracts.commands.tenders import (
    BidFacts,
    LotFacts,
    TenderFacts,
    add_lot,
    add_tender_file,
    change_lot,
    change_tender,
    make_tender,
    record_bid,
    record_step,
    take_back_step,
)

__all__ = [
    "BidFacts", "ColumnFacts", "ContractFacts", "CostFacts", "Decision", "Fact", "FundingFacts", "InvoiceFacts",
    "KeurmerkFacts", "LineFacts", "LotFacts", "Planned", "PriceFacts", "TenderFacts", "TermsFacts", "add_lot", "add_option",
    "add_tender_file", "book_delivered", "book_invoiced", "book_paid", "call_off", "cancel_call_off", "change_lot",
    "change_tender", "close_month", "commit_more", "confirm_invoice", "decide_lines", "decide_terms",
    "decline_option", "end_call_off", "end_keurmerk", "end_share", "export_invoices", "make_contract", "make_tender",
    "mark_paid", "move_start", "propose_terms", "receive_invoice", "record_bid", "record_costs", "record_funding",
    "record_keurmerk", "record_step", "result_seen", "set_columns", "take_back_costs", "take_back_funding", "take_back_step",
    "take_part", "tell_cohort", "tell_moved",
]  # fmt: skip
