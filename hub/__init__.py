"""The domain of Empiria: rows, rules, verbs and events. Knows no GraphQL and no HTML.

Nouns, one file each, hold the verbs people do: `people`, `networks`, `boards`, `threads`. They meet in `models`
(the rows) and go through four doors: `permissions` (who may), `database` (where a transaction begins and ends),
`events` (where news is written) and `live` (how news travels). `idempotency` makes a verb safe to send twice,
`importing` and `demo` use the same verbs as people do, `reference` holds the towns and networks every installation
starts with. `errors`, `words`, `settings`, `clock`, `ids`, `text`, `markdown` and `mail` are what all of them lean on.
`app` puts the parts together and `cli` is the command `hub`.
"""
