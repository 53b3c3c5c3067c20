"""Real programs that tests are run against, as Debian ships them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping

import pytest


def require_programs(packages: Mapping[str, str]) -> None:
    """Skip where programs (each with its package) are absent; in CI, where they are installed, that is a failure."""
    missing = [name for name in packages if shutil.which(name) is None]
    if not missing:
        return
    wanted = " ".join(dict.fromkeys(packages[name] for name in missing))
    reason = f"not installed: {', '.join(missing)} (apt-get install {wanted})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
