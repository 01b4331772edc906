@preconcurrency import CReadline
import Console
import Foundation

/// Lines from the keyboard, with readline's editing, history and completion.
///
/// readline keeps its state in C globals, so there is one editor, used by the main thread alone.
final class LineEditor {
  enum Entry: Equatable {
    case line(String)
    /// ^C.
    case interrupted
    /// ^D on an empty line, or the end of the terminal.
    case end
  }

  /// Candidates for a text at a byte offset of it.
  typealias Completer = (_ text: String, _ offset: Int) -> LineCompletion

  nonisolated(unsafe) private static var current: LineEditor?
  private let signals: SignalPipe
  private let history: PromptHistory
  private let completer: Completer
  /// A line in colours; nil for one that is shown as it is.
  private let painter: (String) -> String?
  /// The prompt in whose line colours may be drawn; nil while there is none.
  private var prompt: String?
  private var entry: Entry?
  private var summaries: [String: String] = [:]
  /// More candidates are shown in columns, without what they are.
  private static let mostExplained = 24

  init(
    history: PromptHistory, completer: @escaping Completer, painter: @escaping (String) -> String? = { _ in nil }
  ) throws {
    self.history = history
    self.painter = painter
    self.completer = completer
    signals = try SignalPipe()
    Self.current = self
    rl_catch_signals = 0
    rl_catch_sigwinch = 0
    rl_completer_word_break_characters = UnsafePointer(strdup(" \t\n\"(){}[],=;?"))
    rl_attempted_completion_function = { _, start, end in LineEditor.current?.matches(Int(start), Int(end)) }
    rl_completion_display_matches_hook = { matches, count, longest in
      LineEditor.current?.display(matches, Int(count), Int(longest))
    }
    if Terminal.output.hasColour {
      // readline asks nothing of the terminal's abilities once somebody else draws, so it must have asked before.
      rl_initialize()
      rl_redisplay_function = {
        rl_redisplay()
        LineEditor.current?.paint()
      }
    }
    rl_variable_bind("colored-completion-prefix", "on")
    rl_variable_bind("completion-ignore-case", "on")
    rl_variable_bind("show-all-if-ambiguous", "on")
    history.load()
  }

  /// Waits for a line. ^C and a change of the window's size reach readline between keys, never inside it.
  func read(_ prompt: String) -> Entry {
    entry = nil
    self.prompt = prompt
    rl_callback_handler_install(prompt) { line in LineEditor.current?.take(line) }
    defer { rl_callback_handler_remove() }
    return Signals.shared.reacting(signals.note) {
      while true {
        if let entry { return entry }
        switch signals.wait(besides: STDIN_FILENO) {
        case .input: rl_callback_read_char()
        case .signal(SIGWINCH): rl_resize_terminal()
        case .signal(SIGTERM), .hangUp: return .end
        case .signal: return interrupted()
        }
      }
    }
  }

  func remember(_ text: String) { history.add(text) }

  /// Draws the line that readline has drawn once more, in colours. While readline shows another prompt, that of a
  /// search in the history, the line is left alone.
  private func paint() {
    guard let prompt, let shown = rl_display_prompt, String(cString: shown) == prompt, let buffer = rl_line_buffer
    else { return }
    let line = String(cString: buffer)
    let before = String(decoding: line.utf8.prefix(Int(rl_point)), as: UTF8.self)
    guard let coloured = painter(line), coloured != line,
      let rows = ColouredLine.rows(prompt: prompt, before: before, whole: line, width: Terminal.output.width)
    else { return }
    // What readline has drawn must reach the terminal first.
    fflush(rl_outstream)
    Terminal.output.write(ColouredLine.overlay(coloured, prompt: prompt, rows: rows))
  }

  private func take(_ line: UnsafeMutablePointer<CChar>?) {
    guard let line else {
      entry = .end
      return
    }
    entry = .line(String(cString: line))
    free(line)
    // The prompt must not come back before the line was acted on.
    rl_callback_handler_remove()
  }

  /// Lists candidates with what they are; the first entry is what they have in common.
  private func display(_ matches: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int, _ longest: Int) {
    guard let matches else { return }
    let words = (1...max(1, count)).compactMap { matches[$0].map { String(cString: $0) } }
    if count <= Self.mostExplained, words.allSatisfy({ summaries[$0] != nil }) {
      let terminal = Terminal.output
      let lines = words.map { word in
        let name = "  " + word.padding(toLength: longest, withPad: " ", startingAt: 0)
        return String("\(name)  \(summaries[word] ?? "")".prefix(terminal.width - 1))
      }
      terminal.write("\n" + lines.joined(separator: "\n") + "\n")
    } else {
      rl_crlf()
      rl_display_match_list(matches, Int32(count), Int32(longest))
    }
    rl_forced_update_display()
  }

  private func interrupted() -> Entry {
    // readline draws the line once more, below its place.
    prompt = nil
    Terminal.output.write("^C\n")
    rl_free_line_state()
    rl_callback_sigcleanup()
    rl_replace_line("", 0)
    return .interrupted
  }

  /// The matches in readline's form: what they have in common, then each, then NULL; all from malloc.
  private func matches(_ start: Int, _ end: Int) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    rl_attempted_completion_over = 1
    rl_completion_append_character = 0
    let line = String(cString: rl_line_buffer)
    let found = completer(line, end)
    summaries = found.summaries
    if found.wantsFile {
      rl_attempted_completion_over = 0
      return nil
    }
    let candidates = found.words(from: start, in: line)
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 { rl_completion_append_character = Int32(found.closing.value) }
    let common = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    let all = candidates.count == 1 ? [first] : [common] + candidates
    let matches = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: all.count + 1)
    for (index, word) in all.enumerated() { matches[index] = strdup(word) }
    matches[all.count] = nil
    return matches
  }
}
