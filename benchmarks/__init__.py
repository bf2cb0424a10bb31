"""Measurements of speed: `python -m benchmarks`. Nothing here is part of the package.

None reads or fills the cache of whoever measures.
"""

import os

os.environ["SAFEFORMS_CACHE"] = "off"  # in the processes that they start, too, unless they say otherwise
