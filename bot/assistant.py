"""A language model that helps to read documents: any endpoint that speaks OpenAI's protocol.

Off unless it is set up. What is sent there is the text of a document that somebody imports, and
nothing else; no token of Slack's.
"""

from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from intake.assisted import AssistantError

TIMEOUT_SECONDS = 60
LONGEST_WAIT_SECONDS = 180
LONGEST_ANSWER = 400_000


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


@dataclass(frozen=True)
class Model:
    """Which model is asked, and where; `url` ends before “/chat/completions”."""

    url: str
    name: str
    key: SecretStr | None = None

    @property
    def host(self) -> str:
        """Who gets the documents, for people."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    def __call__(self, prompt: str) -> str:
        """Return the model's answer. Raises AssistantError."""
        try:
            return self._asked(prompt)
        except httpx.HTTPError as error:
            why = type(error).__name__
            raise AssistantError(
                f"The language model at {self.host} did not answer ({why})."
            ) from None
        except (ValidationError, IndexError, UnicodeDecodeError):
            raise AssistantError(
                f"{self.host} does not answer as OpenAI's protocol says."
            ) from None

    def _asked(self, prompt: str) -> str:
        address = f"{self.url.rstrip('/')}/chat/completions"
        with httpx.stream(
            "POST", address, json=self._request(prompt), headers=self._headers(),
            timeout=TIMEOUT_SECONDS,
        ) as answer:  # fmt: skip
            if answer.status_code != httpx.codes.OK:
                raise AssistantError(
                    f"The language model at {self.host} refused (HTTP {answer.status_code})."
                )
            body = self._bounded(answer)
        return _Completion.model_validate_json(body).choices[0].message.content

    def _bounded(self, answer: httpx.Response) -> bytes:
        body, end = bytearray(), monotonic() + LONGEST_WAIT_SECONDS
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > LONGEST_ANSWER or monotonic() > end:
                raise AssistantError(f"The answer of {self.host} takes too long.")
        return bytes(body)

    def _request(self, prompt: str) -> dict[str, object]:
        return {
            "model": self.name,
            "messages": [{"role": "user", "content": prompt}],
            "temperature": 0,
            "response_format": {"type": "json_object"},
        }

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key.get_secret_value()}"} if self.key else {}
