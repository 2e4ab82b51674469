"""Settings: ``base`` holds what is equal everywhere; ``production``, ``demo`` and ``test`` differ on purpose."""
