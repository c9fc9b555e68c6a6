"""The orientation training: practice cases, the knowledge check and the reading paths."""
