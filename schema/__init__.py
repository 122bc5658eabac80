"""The contract: the hub's nouns as GraphQL sees them.

One file a noun (`people`, `networks`, `joining`, `boards`, `threads`, `events`, `presence` …) holds its types and the
fields that read and change it; `root` puts them together and `hub.graphql` is the printed result. A resolver is one
line: relations are declared with `relations`, lists are `connections`, and what one operation shares stands in its
`context`. `http` and `socket` are the two ways in; `plans` and `following` say how a stream is followed, `attending`
how presence is; `errors` says how a failure looks from outside.
"""

from schema import enums as enums  # their words come before any type that shows them
