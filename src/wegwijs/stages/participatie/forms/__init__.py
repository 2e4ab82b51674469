"""The forms about PVT and MAP."""
