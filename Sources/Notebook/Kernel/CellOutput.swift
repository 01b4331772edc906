import JSON

/// Where what a cell says goes: to everybody, under that cell; nowhere for a silent one.
struct CellOutput: Sendable {
  enum Stream: String, Sendable {
    case output = "stdout"
    case error = "stderr"
  }

  let correspondent: Correspondent
  let request: Message
  let isSilent: Bool

  func publish(_ type: PublishedType, _ content: JSONValue) {
    if !isSilent { correspondent.publish(type, content, parent: request) }
  }

  func write(_ text: String, _ stream: Stream = .output) {
    if !text.isEmpty { publish(.stream, ["name": .string(stream.rawValue), "text": .string(text)]) }
  }

  /// Shows something under a name by which it can be changed later.
  func display(_ bundle: Bundle, id: String) { publish(.display, bundle.content(id: id)) }

  /// Changes what is shown under a name, wherever it stands.
  func update(_ bundle: Bundle, id: String) { publish(.update, bundle.content(id: id)) }
}

extension Bundle {
  func content(id: String) -> JSONValue {
    ["data": json, "metadata": metadata, "transient": ["display_id": .string(id)]]
  }
}
