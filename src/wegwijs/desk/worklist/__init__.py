"""Mijn werk: the open dossiers with their next termijn, in order of its last day, narrowed by what stands in the address."""
