"""The pages about PVT, MAP and hours beside the PIP."""
