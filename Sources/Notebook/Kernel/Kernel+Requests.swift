import Experiments
import JSON
import Language

// What is answered at once, by the thread of the sockets.
extension Kernel {
  func receive(_ message: Message, on channel: Channel) {
    guard let type = RequestType(rawValue: message.header.type) else { return receiveOther(message, on: channel) }
    switch type {
    case .execute: enqueue(message)
    case .interrupt:
      state.interrupt()
      answered(message, on: channel) { ["status": "ok"] }
    case .shutdown: end(message, on: channel)
    case .kernelInfo: answered(message, on: channel) { KernelSpec.information }
    case .complete: answered(message, on: channel) { completion(message.content) }
    case .inspect: answered(message, on: channel) { inspection(message.content) }
    case .isComplete: answered(message, on: channel) { completeness(message.content) }
    case .history: answered(message, on: channel) { history.answer(message.content) }
    case .commInfo: answered(message, on: channel) { ["status": "ok", "comms": [:]] }
    }
  }

  /// Widgets get to know that there is nothing at the other end; what is no request is passed over.
  private func receiveOther(_ message: Message, on channel: Channel) {
    let type = message.header.type
    if type == "comm_open" {
      correspondent.publish(
        .closeComm, ["comm_id": message.content["comm_id"] ?? "", "data": [:]], parent: message)
    } else if message.replyType != nil {
      let failure = FailureReport(name: "UnknownMessage", sentence: "This kernel does not know \(type).")
      note(failure.sentence)
      answered(message, on: channel) { Self.error(failure) }
    } else if !["comm_msg", "comm_close", "input_reply"].contains(type) {
      note("This kernel does not know \(type).")
    }
  }

  /// A cell that waits for another one's, and comes from a notebook that was opened since then, shows how far that is.
  private func enqueue(_ cell: Message) {
    if let running = state.running, running.header.session != cell.header.session, let progress = state.progress {
      correspondent.publish(
        .display,
        [
          "data": progress.bundle.marked("Waiting for a cell that is running since before:").json, "metadata": [:],
          "transient": ["display_id": .string(progress.id)],
        ], parent: cell)
    }
    state.enqueue(cell)
  }

  private func end(_ request: Message, on channel: Channel) {
    let isRestart = request.content["restart"]?.bool ?? false
    answered(request, on: channel) { ["status": "ok", "restart": .bool(isRestart)] }
    end()
  }

  private func completion(_ content: JSONValue) -> JSONValue {
    let text = content["code"]?.string ?? ""
    let offset = CursorPosition(text).byte(ofCharacter: content["cursor_pos"]?.integer)
    let found = Assistance(catalog, recipe: state.saidSoFar).completion(of: text, at: offset)
    let cursor = CursorPosition(text)
    return [
      "status": "ok", "matches": .array(found.candidates.map { .string($0.text) }),
      "cursor_start": .number(Double(cursor.character(ofByte: found.range.lowerBound))),
      "cursor_end": .number(Double(cursor.character(ofByte: found.range.upperBound))),
      "metadata": [
        // JupyterLab shows the kinds and what each is.
        "_jupyter_types_experimental": .array(
          found.candidates.map { candidate in
            [
              "text": .string(candidate.text), "type": .string(candidate.kind),
              "signature": .string(candidate.summary),
              "start": .number(Double(cursor.character(ofByte: found.range.lowerBound))),
              "end": .number(Double(cursor.character(ofByte: found.range.upperBound))),
            ]
          })
      ],
    ]
  }

  private func inspection(_ content: JSONValue) -> JSONValue {
    let text = content["code"]?.string ?? ""
    let offset = CursorPosition(text).byte(ofCharacter: content["cursor_pos"]?.integer)
    let found = Assistance(catalog, recipe: state.saidSoFar).explanation(in: text, at: offset)
    let data: JSONValue = found.map { [Bundle.Form.plain.rawValue: .string($0)] } ?? [:]
    return ["status": "ok", "found": .bool(found != nil), "data": data, "metadata": [:]]
  }

  private func completeness(_ content: JSONValue) -> JSONValue {
    let text = content["code"]?.string ?? ""
    guard PromptWord(text) == nil else { return ["status": "complete"] }
    let parsed = parse(text)
    if case .open = parsed.completeness { return ["status": "incomplete", "indent": "  "] }
    return ["status": parsed.diagnostics.hasErrors ? "invalid" : "complete"]
  }
}
