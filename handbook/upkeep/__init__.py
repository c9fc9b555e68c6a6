"""Content that ages: who is responsible for it, when reviews are due, and which links no longer answer."""
