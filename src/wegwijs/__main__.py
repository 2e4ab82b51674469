"""``python -m wegwijs``: the same as the ``wegwijs`` command."""

import sys

from wegwijs.config.cli import main

sys.exit(main())
