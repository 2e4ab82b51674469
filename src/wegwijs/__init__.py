"""Wegwijs: the process of the Wet inburgering 2021. The law itself is the package ``wi2021``."""
