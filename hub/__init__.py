"""The domain of Empiria: rows, rules, verbs and events. Knows no GraphQL and no HTML.

Nouns, a file or a folder each, hold the verbs people do: `people` (and how they sign in), `networks`, `joining` (how
people come and leave), `cities`, `boards`, `threads`, `presence`. They meet in `models` (the rows) and go through four
doors: `permissions` (who may), `database` (where a transaction begins and ends), `events` (where news is written) and
`live` (how news travels). In the transaction of a change `acts` keeps the log that members read and `outbox` posts
mail, which `jobs` send afterwards, under a lease (`leases`), as `mail` writes it. `idempotency` makes a verb safe to
send twice, `limits` counts how often something is tried, `gate` turns away what does not come to us. `counting` counts
ballots and knows nothing of the hub. `importing` and `demo` use the same verbs as people do, `reference` holds the
towns and networks every installation starts with. `errors`, `words`, `settings`, `clock`, `ids`, `text`, `markdown`
are what all of them lean on. `app` puts the parts together and `cli` is the command `hub`.
"""

import gc

gc.set_threshold(10_000, 10, 10)  # at the default of 700 a third of what a start takes is looking for garbage
