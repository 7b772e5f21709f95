"""Ridge regression, by which all that is learned is learned: solved by conjugate gradients."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def solved(image: Callable[[Floats], Floats], wanted: Floats, *, rounds: int, near: float) -> Floats:
    """The x of which `image` is `wanted`, by conjugate gradients (Hestenes and Stiefel, 1952).

    After so many rounds, or once the squared size of what is left is `near` nothing beside that of what is wanted.
    """
    found: Floats = np.zeros_like(wanted)
    left: Floats = wanted
    step: Floats = wanted
    size = start = float(left @ left)
    for _ in range(rounds):
        if size <= start * near:
            break
        seen = image(step)
        far = np.float32(size / max(float(step @ seen), 1e-12))
        found = np.asarray(found + far * step, dtype=np.float32)
        left = np.asarray(left - far * seen, dtype=np.float32)
        before, size = size, float(left @ left)
        step = np.asarray(left + np.float32(size / before) * step, dtype=np.float32)
    return found
