"""What an edit is, and how the edits of one subject are put into a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editing import Content

# Makes the edit; gives the messages that must come of it, as patterns, one of each. None: all is well.
Make = Callable[[Content], Sequence[str] | None]


@dataclass(frozen=True)
class Edit:
    """An edit. ``together`` says that it can stand beside the other edits of which nothing is told."""

    name: str
    make: Make
    together: bool = True


class Edits(list[Edit]):
    """The edits of one subject, in the order in which they are made when they are made together."""

    def add(self, name: str, *, together: bool = True) -> Callable[[Make], Make]:
        """Adds the function below as an edit."""

        def added(make: Make) -> Make:
            self.append(Edit(name, make, together))
            return make

        return added
