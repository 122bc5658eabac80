"""How the log is written: a line an event, on standard error, never with what a variable held."""

import logging
import sys

import structlog


def configure() -> None:
    logging.getLogger("uvicorn.error").addFilter(_is_ours)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            # the default formatter prints local variables with a traceback, passwords among them
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _is_ours(record: logging.LogRecord) -> bool:
    """A frame that is no text is its sender's fault: it is told so, and no traceback of it fills the log."""
    return not str(record.msg).startswith("Invalid UTF-8")
