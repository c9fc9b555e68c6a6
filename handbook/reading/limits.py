"""How much is read at most: far more than a handbook for people needs, so that every check ends soon.

What goes beyond a limit is a problem of its row and is not read any further.
"""

from __future__ import annotations

# Some 250 printed pages, ten times the largest file that a handbook of thirty pages has.
FILE_BYTES = 500_000

# Of a page: three printed pages without a paragraph, which is one row in an editor. Rows of data may hold any
# number of values.
ROW_CHARACTERS = 10_000

# Two printed pages in one field: a page of its own is the place for more.
VALUE_CHARACTERS = 5_000

# Twice what the deepest record has; what composes YAML calls itself once a level.
NESTING = 20

# Of one list or record. Nobody reads a list of more, and each record may be compared with all the others.
RECORDS = 1_000

# The menu, the search and the PDF are made for tens of pages.
PAGES = 500

# Of one file: an editor mends some and checks again. Each takes a search for what was meant.
PROBLEMS = 200

# Marks on one letter. Names of other languages have two at most; more make a tower over the rows above.
MARKS = 2
