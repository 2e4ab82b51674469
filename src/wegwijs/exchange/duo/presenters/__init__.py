"""What pages about the exchange with DUO show: finished Dutch text, no rows."""

from wegwijs.exchange.duo.presenters.connections import connection_line
from wegwijs.exchange.duo.presenters.messages import (
    Line,
    fields,
    inbound_facts,
    inbound_line,
    outbound_facts,
    outbound_line,
    raw,
    title_of,
)
from wegwijs.exchange.duo.presenters.portal import PortalItem, portal_item

__all__ = [
    "Line", "PortalItem", "connection_line", "fields", "inbound_facts", "inbound_line", "outbound_facts", "outbound_line",
    "portal_item", "raw", "title_of",
]  # fmt: skip
