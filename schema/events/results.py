"""Results and what is remarked on them."""

import strawberry

from hub import models
from schema.events.event import Event, about
from schema.results.remarks import Remark
from schema.results.results import Result


@strawberry.type
class OfRemark:
    remark: Remark | None = about(models.Remark)


@strawberry.type
class OfResult:
    result: Result | None = about(models.Result)


@strawberry.type(description="The draft, the authors or the dates of a result changed, or it was adopted.")
class ResultChanged(Event, OfResult):
    kind = models.EventKind.RESULT_CHANGED


@strawberry.type(description="A result was released to those who follow this stream, or to others.")
class ResultReleased(Event, OfResult):
    kind = models.EventKind.RESULT_RELEASED


@strawberry.type(description="A result was published.")
class ResultPublished(Event, OfResult):
    kind = models.EventKind.RESULT_PUBLISHED


@strawberry.type(description="A version of a result was put before the cities.")
class VersionIssued(Event, OfResult):
    kind = models.EventKind.VERSION_ISSUED


@strawberry.type(description="What was adopted has a newer version.")
class ResultCorrected(Event, OfResult):
    kind = models.EventKind.RESULT_CORRECTED


@strawberry.type(description="A result was taken back; drop what you show of its text.")
class ResultWithdrawn(Event, OfResult):
    kind = models.EventKind.RESULT_WITHDRAWN


@strawberry.type(description="The viewer has accepted the rules of cooperation.")
class RulesAccepted(Event, OfResult):
    kind = models.EventKind.RULES_ACCEPTED


@strawberry.type(description="Somebody remarked on a version of a result.")
class RemarkAdded(Event, OfRemark):
    kind = models.EventKind.REMARK_ADDED


@strawberry.type(description="A remark was answered, or withdrawn or maintained by its city.")
class RemarkChanged(Event, OfRemark):
    kind = models.EventKind.REMARK_CHANGED
