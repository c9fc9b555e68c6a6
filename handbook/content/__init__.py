"""The source handbook: services, sources, facts, terms, figures and pages, and what must hold across them."""
