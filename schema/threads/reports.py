"""Reports of posts, for those who moderate and for whoever reported."""

from datetime import datetime

import strawberry

from hub import models
from schema.networks import Network
from schema.people import Person
from schema.relations import Node, belongs_to
from schema.threads.posts import Post


@strawberry.type(
    description="That somebody asks the moderators to look at a post, or claims it. For them, and for whoever asked."
)
class Report(Node):
    row = models.Report
    network: Network = belongs_to(models.Network, "network_id", byline=True, description="Where the post stands.")
    post: Post | None = belongs_to(models.Post, "post_id", description="Which post; null when out of sight.")
    reporter: Person = belongs_to(models.Person, "reporter_id", byline=True, description="Who asks.")
    reason: str = strawberry.field(description="Why.")
    is_claim: bool = strawberry.field(description="Whether they say that the post, which was imported, is theirs.")
    created_at: datetime = strawberry.field(description="When.")
    resolved_at: datetime | None = strawberry.field(description="When it was answered; null while it waits.")
    resolved_by: Person | None = belongs_to(
        models.Person, "resolved_by_id", byline=True, description="Who answered it, or removed the post."
    )
    outcome: models.ReportOutcome | None = strawberry.field(description="The answer; null while it waits.")
    note: str = strawberry.field(description="Why so, as told to whoever asked.")
