import Console
import LanguageServer

extension CommandSpec {
  static let languageServer = CommandSpec(
    "lsp", "", "serve an editor: complaints, completion, explanations, definitions, formatting",
    details: """
      A language server (LSP 3.17) on standard input and output. An editor starts it by itself; in Neovim:

        vim.lsp.config.meit = { cmd = { "meit", "lsp" }, filetypes = { "meit" } }
        vim.lsp.enable("meit")
      """
  ) { _ in
    let server = LanguageServer()
    server.serve(read: Terminal.input.read, write: { Terminal.output.write([UInt8]($0)) })
    return server.endedWell ? .success : .failure
  }
}
