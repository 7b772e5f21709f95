"""Ridge regression, by which all that is learned is learned: by conjugate gradients, what tells counting for more."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_UNSEEN = 1.0  # how often every mark is taken to have been met on either side, beside what it was
_LEAST = 0.05  # what a mark tells that tells nothing by itself: beside others it may

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


def telling(ours: Floats, others: Floats, shared: Callable[[Floats], Floats]) -> Floats:
    """What each mark counts for by how many of our texts bear it and how many others, much oftener or less often.

    After Wang and Manning, "Baselines and bigrams", 2012. Half of it is the same for all: by that half alone, and by
    the other, strangers are read worse. `shared` gives what each text has in common with itself where marks count for
    so much: in the mean of all, as much as where all count alike.
    """
    one, other = (counted + np.float32(_UNSEEN) for counted in (ours, others))
    told = (np.abs(np.log((one / one.sum()) / (other / other.sum()))) + np.float32(_LEAST)) ** 2
    return np.asarray((1 + told / np.mean(shared(told))) / 2, dtype=np.float32)
