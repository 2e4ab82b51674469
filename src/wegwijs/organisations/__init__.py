"""Gemeenten, partner organisations, employees, DVO and mandate."""
