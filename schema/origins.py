"""Where the hub has a person's name and address from."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import models, personal_data
from schema.context import Info
from schema.relations import Shows, belongs_to

if TYPE_CHECKING:
    from schema.people import Person


@strawberry.type(description="Who gave the hub one's name and address before one came.")
class Origin(Shows):
    row = personal_data.Origin
    by: Annotated["Person", strawberry.lazy("schema.people")] = belongs_to(
        models.Person, "by_id", byline=True, description="Who invited."
    )
    at: datetime = strawberry.field(description="When.")

    @strawberry.field(description="The name of the network it was for, in the viewer's language.")
    def network_name(root: personal_data.Origin, info: Info) -> str:
        is_polish = info.context.viewer.language is models.Language.PL
        return root.network.name if is_polish else root.network.name_en
