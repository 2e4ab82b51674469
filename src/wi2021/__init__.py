"""The law: the Wet inburgering 2021 as functions. Standard library only, no clock, no database."""
