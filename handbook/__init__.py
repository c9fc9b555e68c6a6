"""The core of the handbook: data in, checked content out.

Knows nothing of MkDocs and imports neither ``mkdocs`` nor ``macros``, so that the site can move to another
generator without a change here.
"""
