"""A stand-in for DUO that keeps DUO's own rules; checked in the tests against the published specification."""
