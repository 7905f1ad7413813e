#!/usr/bin/env python
"""Has PostgreSQL's programs before a home needs them.

Those found on this machine, else Debian's as root. Ends with 3 where an ordinary user has only the embedded ones left,
and with 1, saying why, where nothing can be done.
"""

import os
import sys

from salwa.platform.database.binaries import OLDEST, install_debian, installed
from salwa.platform.errors import NotReady


def main() -> int:
    """Return the exit code."""
    if any(found.major >= OLDEST for found in installed()):
        return 0
    if os.geteuid() != 0:
        sys.stderr.write(
            f"No PostgreSQL {OLDEST} or later on this machine; taking the embedded one, which is for trying out only.\n"
            "For real records: sudo apt-get install --no-install-recommends postgresql\n"
        )
        return 3
    sys.stderr.write("Installing PostgreSQL …\n")
    try:
        install_debian()
    except NotReady as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
