"""Tables that someone uploads or takes along: CSV in any usual encoding, or a spreadsheet; and CSV that is safe to open.

Knows no column of any partner; the room that takes the file says which columns it expects.
"""

from wegwijs.tables.out import csv_cell, csv_of
from wegwijs.tables.read import MAX_BYTES, read_table
from wegwijs.tables.table import FIELD, Row, Table

__all__ = ["FIELD", "MAX_BYTES", "Row", "Table", "csv_cell", "csv_of", "read_table"]
