"""Run the measurement that is named, or all of them."""

from __future__ import annotations

import json
import sys

from bench import blind, choosing, competencies, judged, pages, scheduling

MEASUREMENTS = {
    "pages": pages.measure,
    "choosing": choosing.measure,
    "blind": blind.measure,
    "judged": judged.measure,
    "competencies": competencies.measure,
    "scheduling": scheduling.measure,
}


def main(arguments: list[str]) -> None:
    named = bool(arguments) and not arguments[0].startswith("-")
    name, options = (arguments[0], arguments[1:]) if named else (None, arguments)
    if name is not None and name not in MEASUREMENTS:
        print(f"There is no measurement {name!r}, only: {', '.join(MEASUREMENTS)}", file=sys.stderr)
        sys.exit(2)
    wanted = [name] if name else list(MEASUREMENTS)
    print(json.dumps({each: MEASUREMENTS[each](options) for each in wanted}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
