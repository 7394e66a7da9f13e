"""How a route gets the parts."""

from typing import Annotated

from fastapi import Depends, Request

from service.assembly import Assembly


def _parts(request: Request) -> Assembly:
    parts = request.app.state.parts
    assert isinstance(parts, Assembly)
    return parts


Parts = Annotated[Assembly, Depends(_parts)]
