"""A real client (pytest-lsp over pygls) at work with `meit lsp`; run by Scripts/test-lsp."""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

MEIT = os.environ["MEIT"]
RECIPES = pathlib.Path(__file__).resolve().parents[2] / "Recipes"
URI = "file:///recipes/fusion.meit"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[MEIT, "lsp"]))
async def client(lsp_client: LanguageClient):
    result = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=RECIPES.as_uri())
    )
    assert result.server_info.name == "meit"
    yield
    await lsp_client.shutdown_session()


def open_text(client, text, uri=URI, version=1):
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri=uri, language_id="meit", version=version, text=text))
    )


def at(line, character, uri=URI):
    return dict(text_document=types.TextDocumentIdentifier(uri=uri), position=types.Position(line, character))


@pytest.mark.asyncio
async def test_diagnostics_come_and_go(client):
    open_text(client, "model.fusion = flamigo\n")
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    [found] = client.diagnostics[URI]
    assert found.code == "E012" and "flamingo" in found.message
    assert found.range == types.Range(types.Position(0, 15), types.Position(0, 22))
    [fix] = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(URI), range=found.range, context=types.CodeActionContext([found])
        )
    )
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version=2, uri=URI),
            [types.TextDocumentContentChangePartial(range=found.range, text=fix.edit.changes[URI][0].new_text)],
        )
    )
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert list(client.diagnostics[URI]) == []


@pytest.mark.asyncio
async def test_every_recipe_opens_without_errors(client):
    for path in sorted(RECIPES.glob("*.meit")):
        open_text(client, path.read_text(), uri=path.as_uri())
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        errors = [d for d in client.diagnostics[path.as_uri()] if d.severity == types.DiagnosticSeverity.Error]
        assert not errors, (path, errors)


@pytest.mark.asyncio
async def test_completion(client):
    open_text(client, "model.fusion = \n")
    result = await client.text_document_completion_async(types.CompletionParams(**at(0, 15)))
    assert {"concat", "llava", "flamingo"} <= {item.label for item in result.items}


@pytest.mark.asyncio
async def test_completion_of_files(client):
    uri = (RECIPES / "new.meit").as_uri()
    open_text(client, 'use "quick"\n', uri=uri)
    result = await client.text_document_completion_async(types.CompletionParams(**at(0, 10, uri)))
    assert [item.label for item in result.items] == ["quickstart.meit"]


@pytest.mark.asyncio
async def test_hover_counts_utf16(client):
    open_text(client, 'model.llm = checkpoint(path = "🫀"); train.lr = 1e-4\n')
    hover = await client.text_document_hover_async(types.HoverParams(**at(0, 38)))
    assert hover.contents.value.startswith("```text\ntrain.lr: ")
    assert hover.range.start.character == 37


@pytest.mark.asyncio
async def test_definition_in_another_recipe(client):
    uri = (RECIPES / "new.meit").as_uri()
    row = "sweep seeds from quickstart { vary seed in 1..3 }"
    open_text(client, f'use "quickstart.meit"\n{row}\n', uri=uri)
    found = await client.text_document_definition_async(types.DefinitionParams(**at(1, row.index("quickstart") + 2, uri)))
    assert found.uri == (RECIPES / "quickstart.meit").as_uri()
    assert found.range.start.line == next(
        n
        for n, row in enumerate((RECIPES / "quickstart.meit").read_text().splitlines())
        if row.startswith("experiment quickstart")
    )


@pytest.mark.asyncio
async def test_formatting_and_outline(client):
    open_text(client, "experiment a{seed=1}\n")
    [edit] = await client.text_document_formatting_async(
        types.DocumentFormattingParams(types.TextDocumentIdentifier(URI), types.FormattingOptions(2, True))
    )
    assert edit.new_text == "experiment a {\n  seed = 1\n}\n"
    [symbol] = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(types.TextDocumentIdentifier(URI))
    )
    assert symbol.name == "a"


@pytest.mark.asyncio
async def test_a_malformed_message_does_not_end_it(client):
    with pytest.raises(Exception):
        await client.protocol.send_request_async("no/such", {})
    open_text(client, "seed = 1\n")
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
