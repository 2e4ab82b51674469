"""What pages show of PVT, MAP and hours: finished Dutch text."""
