"""A language model is asked only where one is set up, and gets the document and nothing else."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pydantic import SecretStr

from bot.assistant import LONGEST_ANSWER, Model
from bot.settings import SettingsError, load
from intake.assisted import AssistantError

ANSWER = {"choices": [{"message": {"role": "assistant", "content": '{"processes": []}'}}]}


@pytest.fixture
def endpoint():
    """A server of OpenAI's protocol; `says` is what it answers, `heard` what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.heard.append((self.path, dict(self.headers), body))
            status, answer = server.says
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.heard, server.says = [], (200, json.dumps(ANSWER).encode())
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def model(endpoint, key="sk-1"):
    return Model(f"http://127.0.0.1:{endpoint.server_port}/v1", "small", key and SecretStr(key))


def test_it_is_asked_by_openais_protocol_with_its_own_key_alone(endpoint):
    assert model(endpoint)("1: Unlock the doors") == '{"processes": []}'
    ((path, headers, body),) = endpoint.heard
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer sk-1"
    assert body["model"] == "small"
    assert body["messages"] == [{"role": "user", "content": "1: Unlock the doors"}]


def test_a_model_without_a_key_is_sent_none(endpoint):
    model(endpoint, key=None)("1: Unlock the doors")
    assert "Authorization" not in endpoint.heard[0][1]


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ((500, b"oh no"), r"refused \(HTTP 500\)"),
        ((302, b""), r"refused \(HTTP 302\)"),
        ((200, b"<html>"), "does not answer as OpenAI's protocol says"),
        ((200, b'{"choices": []}'), "does not answer as OpenAI's protocol says"),
        ((200, b" " * (LONGEST_ANSWER + 1)), "takes too long"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_in_a_sentence(endpoint, says, why):
    endpoint.says = says
    with pytest.raises(AssistantError, match=why):
        model(endpoint)("1: Unlock the doors")


def test_an_endpoint_that_is_not_there_is_named_without_its_password(endpoint):
    endpoint.shutdown()
    endpoint.server_close()
    absent = Model(f"http://me:secret@127.0.0.1:{endpoint.server_port}/v1", "small")
    with pytest.raises(AssistantError, match="did not answer") as problem:
        absent("1: Unlock the doors")
    assert "secret" not in str(problem.value)


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def test_nothing_is_asked_unless_it_is_set_up(nowhere):
    assert load().model is None
    nowhere.setenv("BATON_MODEL_URL", "https://models.example/v1")
    with pytest.raises(SettingsError, match="BATON_MODEL_NAME is missing"):
        load()
    nowhere.setenv("BATON_MODEL_NAME", "small")
    nowhere.setenv("BATON_MODEL_KEY", "sk-secret")
    assert load().model.host == "models.example"
    assert "sk-secret" not in repr(load().model)


def test_its_line_is_encrypted_unless_it_is_on_this_machine(nowhere):
    nowhere.setenv("BATON_MODEL_NAME", "small")
    nowhere.setenv("BATON_MODEL_URL", "http://models.example/v1")
    with pytest.raises(SettingsError, match=r"BATON_MODEL_URL: .*must be https"):
        load()
