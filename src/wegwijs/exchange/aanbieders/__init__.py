"""The own systems of providers: a REST interface by the NLGov design rules, with a key of the organisation (docs/adr/0027).

It keeps nothing itself: what is asked comes from the queries of the school's own pages, and what is sent goes through the same commands.
"""

VERSION = "1.0.0"
