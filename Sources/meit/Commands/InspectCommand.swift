import Experiments
import Figures
import Foundation
import Models

extension CommandSpec {
  static let inspect = CommandSpec(
    "inspect", "PATH", "show what a model's folder, or a .safetensors, .bin, .pt or .gguf file holds",
    details: """
        meit inspect models/gpt2-medium
        meit inspect model.safetensors --json
      """, options: [.json, .width], count: 1...1
  ) { invocation in
    let inspection = try ModelInspection(at: URL(filePath: invocation.operands[0]))
    let printer = try invocation.printer
    if !printer.isJSON {
      printer.terminal.write(inspection.text)
      for (name, value) in inspection.metadata.sorted(by: { $0.key < $1.key }) {
        printer.terminal.line("  \(name) = \(value.shortened)")
      }
    }
    let rows = inspection.tensors.map { tensor in
      Table.Row(
        [tensor.name],
        [.text(tensor.type.rawValue), .text(tensor.shape.map(String.init).joined(separator: " x "))])
    }
    let columns = [Table.Column("Type"), Table.Column("Shape")]
    printer.list(Table("tensors", rowTitles: ["Tensor"], columns: columns, rows: rows, marks: []))
    return .success
  }
}

extension MetadataValue {
  /// The value, of long lists only the length.
  fileprivate var shortened: String {
    switch self {
    case .flag(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let text): text.count > 100 ? "\(text.prefix(100))... (\(text.count) characters)" : text
    case .flags(let values): "\(values.count) values"
    case .integers(let values): "\(values.count) values"
    case .reals(let values): "\(values.count) values"
    case .texts(let values): "\(values.count) values"
    }
  }
}
