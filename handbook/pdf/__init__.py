"""The built site as one book in an accessible PDF."""
