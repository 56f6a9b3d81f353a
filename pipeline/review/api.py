"""The addresses of the review: pages to read, and what the browser asks and tells as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.exit_codes import UserError
from pipeline.report.markup import Span, segments
from pipeline.review.desk import Desk, NotThere, Overtaken
from pipeline.review.form import forms
from pipeline.review.index import ORDERS, STATES, Filters
from pipeline.review.journal import Row
from pipeline.review.pages import assets
from pipeline.review.pictures import Pictures, boxes
from pipeline.review.rows import TABLES
from pipeline.review.trial import Refused

_LONGEST_PAGE: Final = 200
_FAR: Final = 1 << 62
Answer = Callable[[Request], Row | Response]


def routes(desk: Desk, pictures: Pictures) -> list[Route]:
    """The routes of the application, each answered in a thread of its own."""
    api = _Api(desk, pictures)
    files = assets()
    page = files.pop("review.html")

    def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in files:
            raise NotThere(name)
        media_type, content = files[name]
        return Response(content, media_type=media_type)

    page_path = "/api/documents/{document_id}/pages/{page:int}"
    reads: dict[str, Answer] = {
        "/": lambda _: Response(page[1], media_type=page[0]),
        "/assets/{name}": asset,
        "/api/desk": api.desk,
        "/api/queue": api.queue,
        "/api/items/{key}": api.item,
        "/api/figures": lambda _: desk.figures(),
        page_path: api.page,
        f"{page_path}/picture": api.picture,
        f"{page_path}/boxes": api.boxes,
    }
    writes: dict[str, Callable[[Row], Row]] = {
        "/api/judgements": api.judge,
        "/api/additions": api.add,
        "/api/undo": lambda told: desk.undo(_whole(told, "id") if told.get("id") is not None else None),
        "/api/apply": lambda _: desk.apply(),
    }
    return [Route(p, _reading(f), methods=["GET"]) for p, f in reads.items()] + [
        Route(p, _writing(f), methods=["POST"]) for p, f in writes.items()
    ]


def _reading(answer: Answer) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        return await _answered(lambda: answer(request))

    return endpoint


def _writing(answer: Callable[[Row], Row]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            told = await request.json()
        except ValueError:
            told = None
        if not isinstance(told, dict):
            return _problem(400, "send a JSON object")
        return await _answered(lambda: answer(told))

    return endpoint


async def _answered(answer: Callable[[], Row | Response]) -> Response:
    """The answer, or what stands in its way as JSON: ``error``, and with status 409 the ``item`` that is there now."""
    try:
        found = await run_in_threadpool(answer)
    except NotThere as error:
        return _problem(404, str(error))
    except Refused as error:
        return _problem(422, str(error))
    except Overtaken as error:
        return JSONResponse({"error": str(error), "item": error.item}, 409)
    except UserError as error:
        return _problem(503, error.message)
    return found if isinstance(found, Response) else JSONResponse(found)


def _problem(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": message}, status)


def _whole(told: Row, name: str) -> int:
    value = told.get(name)
    if type(value) is not int:
        raise Refused(f"{name} must be a whole number")
    return value


def _text(told: Row, name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise Refused(f"{name} must be a text")
    return value


def _number(request: Request, name: str, default: int) -> int:
    told = request.query_params.get(name, str(default))
    if not (told.isascii() and told.isdigit() and len(told) < len(str(_FAR))):
        raise Refused(f"{name} must be a whole number")
    return int(told)


class _Api:
    def __init__(self, desk: Desk, pictures: Pictures) -> None:
        self._desk = desk
        self._pictures = pictures

    def desk(self, request: Request) -> Row:
        return self._desk.about() | {
            "forms": forms(),
            "addable": [t.name for t in TABLES.values() if t.evidence],
            "states": list(STATES),
            "orders": list(ORDERS),
        }

    def queue(self, request: Request) -> Row:
        told = request.query_params
        filters = Filters(
            told.get("table", ""),
            told.get("municipality", ""),
            told.get("document", ""),
            told.get("state", "todo"),
            told.get("order", "doubt"),
        )
        if filters.state not in STATES or filters.order not in ORDERS:
            raise Refused(f"state is one of {', '.join(STATES)}, order one of {', '.join(ORDERS)}")
        after = (_number(request, "rank", 0), _number(request, "place", 0)) if "place" in told else None
        return self._desk.queue(filters, after, min(_LONGEST_PAGE, max(1, _number(request, "limit", 50))))

    def item(self, request: Request) -> Row:
        return self._desk.item(request.path_params["key"])

    def page(self, request: Request) -> Row:
        """A page's text in pieces, those between ``start`` and ``end`` of the document marked."""
        page = self._page(request)
        start, end = _number(request, "start", 0), _number(request, "end", 0)
        pieces = segments(page["text"], page["char_start"], [Span(start, end, 0, "")])
        told = {n: page[n] for n in ("page", "char_start", "char_end", "text_source", "ocr_confidence")}
        return told | {"pieces": [[piece.text, bool(piece.spans)] for piece in pieces if piece.text]}

    def picture(self, request: Request) -> Response:
        page = self._page(request)
        found = self._pictures.page(self._desk.document(page["document_id"]), page)
        return Response(found.webp, media_type="image/webp") if found else Response(status_code=204)

    def boxes(self, request: Request) -> Row:
        page = self._page(request)
        found = self._pictures.page(self._desk.document(page["document_id"]), page)
        start, end = _number(request, "start", 0), _number(request, "end", 0)
        if found is None:
            return {"picture": False, "boxes": []}
        return {"picture": True, "width": found.width, "height": found.height, "boxes": boxes(found, page, start, end)}

    def _page(self, request: Request) -> Row:
        return self._desk.page(request.path_params["document_id"], request.path_params["page"])

    def judge(self, told: Row) -> Row:
        seen = told.get("seen", [])
        if not isinstance(seen, list) or not all(type(n) is int for n in seen):
            raise Refused("seen must be a list of numbers")
        return self._desk.judge(
            _text(told, "key"),
            _text(told, "verdict"),
            told.get("values", {}),
            _text(told, "note"),
            seen,
            _order(told),
            told.get("resolve") is True,
        )

    def add(self, told: Row) -> Row:
        return self._desk.add(_text(told, "table"), _text(told, "document_id"), told.get("values", {}), _text(told, "note"), _order(told))


def _order(told: Row) -> str:
    order = _text(told, "order")
    if order and order not in ORDERS:
        raise Refused(f"order is one of {', '.join(ORDERS)}")
    return order
