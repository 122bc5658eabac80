"""Clients that others have made, as outside programs use them: Python's gql and npm's graphql-ws."""
