"""The source handbook: services, sources, facts, terms, figures and pages, and the rules across them."""
