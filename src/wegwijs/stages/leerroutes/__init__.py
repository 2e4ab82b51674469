"""Leerroutes: placing somebody at a provider, lessons and hours, talks, completion (ADR 0026)."""
