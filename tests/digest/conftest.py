"""A mail server on loopback, and trust in its certificate."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from digest.smtp_host import CERTIFICATE, SmtpHost


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., SmtpHost]]:
    """Make a running server; its certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with ExitStack() as stack:

        def start(security: str = "starttls", **options: Any) -> SmtpHost:
            return stack.enter_context(SmtpHost(security, **options))

        yield start
