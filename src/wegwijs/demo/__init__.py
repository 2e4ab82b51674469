"""The living example region; absent from production settings."""
