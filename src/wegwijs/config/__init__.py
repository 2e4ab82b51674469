"""Settings, URLs, the embedded database and the ``wegwijs`` command."""
