"""Plain data as JSON that people read: what fits on a line stands on one."""

import json
from typing import Final

WIDTH: Final = 110


def written(data: object, *, indent: str = "", taken: int = 0) -> str:
    """Data as JSON; `taken` is what stands before it on its first line, `indent` what before its last."""
    line = json.dumps(data, ensure_ascii=False)
    if len(indent) + taken + len(line) <= WIDTH or not isinstance(data, dict | list) or not data:
        return line
    deeper = f"{indent}  "
    if isinstance(data, list):
        inside = [written(item, indent=deeper) for item in data]
        return _enclosed("[]", inside, indent)
    keys = {key: json.dumps(key, ensure_ascii=False) + ": " for key in data}
    inside = [keys[key] + written(data[key], indent=deeper, taken=len(keys[key])) for key in data]
    return _enclosed("{}", inside, indent)


def _enclosed(brackets: str, inside: list[str], indent: str) -> str:
    lines = ",\n".join(f"{indent}  {line}" for line in inside)
    return f"{brackets[0]}\n{lines}\n{indent}{brackets[1]}"
