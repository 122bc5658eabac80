"""Fan-out as the libraries' documentation shows it: a Strawberry subscription over broadcaster, one execution each."""

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator

import strawberry
from broadcaster import Broadcast
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from strawberry.asgi import GraphQL

broadcast = Broadcast("memory://")


@strawberry.type
class City:
    id: strawberry.ID
    name: str


@strawberry.type
class Person:
    id: strawberry.ID
    name: str
    city: City


@strawberry.type
class Post:
    id: strawberry.ID
    body: str
    created_at: str
    author: Person


@strawberry.type
class PostAdded:
    number: int
    post: Post


@strawberry.type
class Query:
    @strawberry.field
    def ok(self) -> bool:
        return True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def thread_events(self, thread: strawberry.ID) -> AsyncGenerator[PostAdded, None]:
        async with broadcast.subscribe(f"thread:{thread}") as events:
            async for event in events:  # type: ignore[union-attr]  # as its README says
                assert event
                author = Person(id=strawberry.ID("a"), name="Anna", city=City(id=strawberry.ID("c"), name="Łódź"))
                post = Post(id=strawberry.ID("p"), body=event.message, created_at="2026-01-01T00:00:00Z", author=author)
                yield PostAdded(number=1, post=post)


async def publish(request: Request) -> PlainTextResponse:
    await broadcast.publish("thread:1", (await request.body()).decode())
    return PlainTextResponse("ok")


@contextlib.asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    async with broadcast:
        yield


graphql: GraphQL[None, None] = GraphQL(strawberry.Schema(Query, subscription=Subscription))
app = Starlette(
    routes=[WebSocketRoute("/graphql", graphql), Route("/pub", publish, methods=["POST"])],
    lifespan=lifespan,
)
