import Experiments
import Foundation
import JSON
import Language

/// Carries out cells in a session, one after the other, and tells what comes of them.
final class CellRunner {
  private let kernel: Kernel
  private let session: Session
  private let screen: Screen
  private var lastName = LastName()
  private var count = 0

  init(_ kernel: Kernel, _ session: Session) {
    self.kernel = kernel
    self.session = session
    screen = Screen(showsFiles: !kernel.isForPage)
  }

  func carryOut(_ request: Message, stop: StopRequest) {
    let cell = Cell(request.content)
    kernel.correspondent.publish(.busy, parent: request)
    let reply = outcome(of: cell, request, stop)
    // Before the answer is out: who sends a cell after that knows of the failure.
    let abandoned = reply["status"] != "ok" && cell.stopsOnError ? kernel.state.abandonWaiting() : []
    kernel.correspondent.reply(to: request, on: .shell, reply)
    kernel.correspondent.publish(.idle, parent: request)
    for request in abandoned { abandon(request) }
  }

  private func outcome(of cell: Cell, _ request: Message, _ stop: StopRequest) -> JSONValue {
    if cell.isRemembered {
      count += 1
      kernel.history.add(cell.source, line: count)
    }
    let number = JSONValue.number(Double(count))
    let output = CellOutput(correspondent: kernel.correspondent, request: request, isSilent: cell.isSilent)
    output.publish(.cell, ["code": .string(cell.source), "execution_count": number])
    do {
      let payload = try carryOut(cell, output, stop)
      return [
        "status": "ok", "execution_count": number, "payload": .array(payload),
        "user_expressions": .object(cell.expressions.map { ($0.key, value(of: $0.value)) }),
      ]
    } catch {
      let failure = FailureReport(error)
      output.publish(.error, .object(failure.members))
      return .object([("status", "error"), ("execution_count", number)] + failure.members)
    }
  }

  /// - Returns: what the client is to do with the answer.
  private func carryOut(_ cell: Cell, _ output: CellOutput, _ stop: StopRequest) throws -> [JSONValue] {
    defer { kernel.state.say(session.recipe) }
    screen.begin()
    if let word = PromptWord(cell.source) { return try carryOut(word, output, stop) }
    if let value = session.value(of: cell.source) {
      output.publish(
        .result,
        ["execution_count": .number(Double(count)), "data": Bundle([.plain: value]).json, "metadata": [:]])
      return []
    }
    let progress = LiveProgress(output, kernel.state, isShown: !kernel.isForPage)
    defer { progress.end() }
    var turn = turn(output, arguments: ["kernel", cell.source])
    turn.sink = progress
    turn.stop = stop
    let source = SourceText(name: "<cell \(count)>", text: try lastName.put(into: cell.source, session))
    defer { lastName.note(source, session) }
    try session.submit(source, turn)
    return []
  }

  private func turn(_ output: CellOutput, arguments: [String] = []) -> SessionTurn {
    var turn = SessionTurn(arguments: arguments) { [screen] in try screen.show($0, output) }
    turn.drawsFigures = true
    turn.program = kernel.program
    return turn
  }

  private func carryOut(_ word: PromptWord, _ output: CellOutput, _ stop: StopRequest) throws -> [JSONValue] {
    switch word {
    case .help(let topic):
      let text = topic.isEmpty ? Self.help : try session.explanation(of: topic)
      return [["source": "page", "data": Bundle([.plain: text]).json, "start": 0]]
    case .leave: return [["source": "ask_exit", "keepkernel": false]]
    case .shell(let command): try ShellCommand(command).run(stop, output.write)
    case .last: try screen.showAgain(output)
    case .recipe: output.write(session.recipe)
    case .save(let path): try save(path, output)
    case .reload:
      let said = SourceText(name: "<session>", text: session.recipe)
      session.clear()
      _ = try session.take(said, turn(output))
    case .clear: session.clear()
    }
    return []
  }

  private func save(_ path: String, _ output: CellOutput) throws {
    guard !path.isEmpty else { throw DataError("save needs a file: save fusion.\(RecipeFile.fileExtension)") }
    try Data(session.recipe.utf8).write(to: URL(filePath: path), options: .atomic)
    output.write("saved \(path)\n")
  }

  private func value(of expression: JSONValue) -> JSONValue {
    do {
      let value = try session.quotation(of: expression.string ?? expression.text)
      return ["status": "ok", "data": Bundle([.plain: value]).json, "metadata": [:]]
    } catch { return Kernel.error(FailureReport(error)) }
  }

  /// After a failure a cell that was sent with it is not carried out.
  private func abandon(_ request: Message) {
    kernel.correspondent.publish(.busy, parent: request)
    kernel.correspondent.reply(
      to: request, on: .shell, ["status": "aborted", "execution_count": .number(Double(count))])
    kernel.correspondent.publish(.idle, parent: request)
  }

  private static let help = """
    experiment a { ... }     say something; run, plan, show, sample act on it
    model.fusion = llava     say something about the experiment `scratch`
    train.lr                 what an option stands at
    ?NAME                    tell about an option, a choice, a metric, an error number; ?options lists
    ;COMMAND                 the shell
    _ or ans                 what was shown last, again; as a name, what was acted on last
    recipe, save FILE        what was said, as a recipe
    reload, clear            read the files again, forget everything
    Interrupt                stops a run at a safe point; the same cell goes on from there
    """
}

/// What an `execute_request` asks for.
struct Cell {
  let source: String
  let isSilent: Bool
  let isRemembered: Bool
  let stopsOnError: Bool
  let expressions: [(key: String, value: JSONValue)]

  init(_ content: JSONValue) {
    source = content["code"]?.string ?? ""
    isSilent = content["silent"]?.bool ?? false
    isRemembered = !isSilent && (content["store_history"]?.bool ?? true)
    stopsOnError = content["stop_on_error"]?.bool ?? true
    expressions = content["user_expressions"]?.members ?? []
  }
}
