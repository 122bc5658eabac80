"""Files: sent, looked into, kept under random names, and handed to who sees what they hang on.

`kinds` says what a file is by its content, `pictures` makes pictures anew, `store` is the only one that knows where the
bytes are. `uploading` takes a file in, `attaching` hangs it on what somebody wrote, `forgetting` deletes what has gone.
"""

from hub.files.attaching import LIMIT, attach, describe, discard, find, of, take_back_uploads, uploaded_by
from hub.files.forgetting import follow_removals, forget, let_go
from hub.files.kinds import Content, examined
from hub.files.store import Store
from hub.files.uploading import PREVIEW, keep, size_limit, upload

__all__ = [
    "LIMIT",
    "PREVIEW",
    "Content",
    "Store",
    "attach",
    "describe",
    "discard",
    "examined",
    "find",
    "follow_removals",
    "forget",
    "keep",
    "let_go",
    "of",
    "size_limit",
    "take_back_uploads",
    "upload",
    "uploaded_by",
]
