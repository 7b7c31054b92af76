"""Methods of immutable objects that don't compute the same answer twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")
Method: TypeAlias = Callable[Concatenate[S, P], R]


def memoized(*, maxsize: int | None = None) -> Callable[[Method[S, P, R]], Method[S, P, R]]:
    """Let each object keep the answers of a method as long as it lives.

    An answer belongs to the arguments as they are written: `f(1)` and `f(1, None)` are two.

    Parameters
    ----------
    maxsize
        How many answers an object keeps, the newest ones; None for all.
    """

    def decorated(method: Method[S, P, R]) -> Method[S, P, R]:
        name = f"_memoized_{method.__name__}"

        @wraps(method)
        def cached(itself: S, /, *args: P.args, **more: P.kwargs) -> R:
            # the object itself bears its answers: a cache of the class would keep it alive
            answers: Any = itself.__dict__.get(name)
            if answers is None:
                # of two threads that come first, both use the cache that is there first
                answers = itself.__dict__.setdefault(
                    name, lru_cache(maxsize)(partial(method, itself))
                )
            answer: R = answers(*args, **more)
            return answer

        return cached

    return decorated
