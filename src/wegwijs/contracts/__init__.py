"""Tenders, lots, suppliers, contracts and what is called off on them, in money. Knows no leerroute and no dossier."""
