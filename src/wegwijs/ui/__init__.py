"""The look: layout, components, Dutch formatting. Knows no domain."""
