"""What mutations of threads answer with."""

import strawberry

from hub import models
from schema.threads.posts import Post
from schema.threads.reports import Report
from schema.threads.thread import Thread


@strawberry.type(description="The thread as it is now.")
class ThreadPayload:
    thread: models.Thread = strawberry.field(graphql_type=Thread, description="The thread.")


@strawberry.type(description="The post as it is now.")
class PostPayload:
    post: models.Post = strawberry.field(graphql_type=Post, description="The post.")


@strawberry.type(description="The report as it is now.")
class ReportPayload:
    report: models.Report = strawberry.field(graphql_type=Report, description="The report.")
