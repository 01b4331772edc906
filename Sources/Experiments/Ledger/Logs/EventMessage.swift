import Foundation

/// A message in protocol buffers' wire format, written field by field.
struct WireMessage {
  private(set) var bytes = Data()

  mutating func add(_ field: Int, _ value: Double) { add(field, wireType: 1, value.bitPattern) }

  mutating func add(_ field: Int, _ value: Float) { add(field, wireType: 5, value.bitPattern) }

  mutating func add(_ field: Int, _ value: Int) {
    addVariable(UInt64(field << 3))
    addVariable(UInt64(bitPattern: Int64(value)))
  }

  mutating func add(_ field: Int, _ value: Data) {
    addVariable(UInt64(field << 3 | 2))
    addVariable(UInt64(value.count))
    bytes += value
  }

  mutating func add(_ field: Int, _ value: String) { add(field, Data(value.utf8)) }

  mutating func add(_ field: Int, _ build: (inout WireMessage) -> Void) {
    var message = WireMessage()
    build(&message)
    add(field, message.bytes)
  }

  private mutating func add(_ field: Int, wireType: Int, _ bits: some FixedWidthInteger) {
    addVariable(UInt64(field << 3 | wireType))
    withUnsafeBytes(of: bits.littleEndian) { bytes += Data($0) }
  }

  private mutating func addVariable(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// TensorBoard's `Event` message (tensorboard/compat/proto/event.proto, summary.proto, tensor.proto).
enum EventMessage {
  private enum Field {
    static let time = 1, step = 2, version = 3, summary = 5
    static let value = 1, tag = 1, number = 2, tensor = 8, metadata = 9
    static let plugin = 1, pluginName = 1
    static let elementType = 1, shape = 2, strings = 8
  }
  /// `DT_STRING` of types.proto.
  private static let stringType = 7

  /// The first event of a file.
  static func version(at time: Date) -> Data {
    var event = WireMessage()
    event.add(Field.time, time.timeIntervalSince1970)
    event.add(Field.version, "brain.Event:2")
    return event.bytes
  }

  static func scalars(_ values: [(tag: String, value: Double)], step: Int, at time: Date) -> Data {
    event(step, time) { summary in
      for (tag, value) in values {
        summary.add(Field.value) { entry in
          entry.add(Field.tag, tag)
          entry.add(Field.number, Float(value))
        }
      }
    }
  }

  static func text(_ text: String, tag: String, step: Int, at time: Date) -> Data {
    event(step, time) { summary in
      summary.add(Field.value) { entry in
        entry.add(Field.tag, tag)
        entry.add(Field.tensor) { tensor in
          tensor.add(Field.elementType, stringType)
          tensor.add(Field.shape) { _ in }
          tensor.add(Field.strings, text)
        }
        entry.add(Field.metadata) { $0.add(Field.plugin) { $0.add(Field.pluginName, "text") } }
      }
    }
  }

  private static func event(_ step: Int, _ time: Date, _ summary: (inout WireMessage) -> Void) -> Data {
    var event = WireMessage()
    event.add(Field.time, time.timeIntervalSince1970)
    event.add(Field.step, step)
    event.add(Field.summary, summary)
    return event.bytes
  }

  /// The step of an event that this file wrote: the field after the time; nil for the version.
  static func step(of event: Data) -> Int? {
    let rest = event.dropFirst(9)
    guard rest.first == UInt8(Field.step << 3) else { return nil }
    var value: UInt64 = 0
    for (index, byte) in rest.dropFirst().prefix(10).enumerated() {
      value |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte < 0x80 { return Int(truncatingIfNeeded: value) }
    }
    return nil
  }
}
