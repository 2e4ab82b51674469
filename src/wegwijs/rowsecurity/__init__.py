"""The second wall: PostgreSQL itself gives no row of somebody else, whatever a query forgot to ask.

``scope`` says whose rows a transaction may touch; ``policies`` derives each table's policy from its ``Register``;
``build`` puts them in the database and proves that they stand. Nothing set means no rows.

A condition on such a table can use an index only when PostgreSQL knows that it tells nothing of rows that stay hidden
("leakproof"): =, <, >, IN and ``starts_with`` (^@) do; LIKE, full-text search and arrays don't. See docs/adr/0009.
"""
