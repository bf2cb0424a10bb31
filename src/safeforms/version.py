"""The version of this package; a test holds it to pyproject.toml.

It is not read from the package's metadata: to find that takes longer than to judge a record.
"""

from typing import Final

VERSION: Final = "0.1.0"
