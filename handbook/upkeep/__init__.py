"""Content that ages: who answers for it, when it is due for review, and which links no longer answer."""
