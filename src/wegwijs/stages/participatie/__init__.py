"""PVT and MAP: what was done, the signing, the final talk, and that it was finished."""
