/// One thing that may be set: an option of an experiment, table or figure, or a parameter of a choice.
public struct Option: Sendable {
  public enum Presence: Sendable {
    case required
    /// May be left out, and then is absent.
    case optional
    case byDefault(Value)
  }

  /// Another default where a second option has one of these values (the large learning rate does not suit every model).
  public struct Exception: Sendable {
    public let option: String
    public let names: [String]
    public let value: Value

    public init(where option: String, isOneOf names: [String], value: Value) {
      self.option = option
      self.names = names
      self.value = value
    }
  }

  /// The dotted path (`train.lr`), or the name of a parameter.
  public let path: String
  public let type: ValueType
  public let presence: Presence
  /// One line saying what it is.
  public let summary: String
  /// Where the default comes from: "paper Table 7".
  public let source: String?
  /// What a person calls it, where that is not its name: "SNR".
  public let noun: String?
  /// What to write instead, told with a complaint about the type.
  public let hint: String?
  public let exceptions: [Exception]

  public init(
    _ path: String, _ type: ValueType, _ presence: Presence, _ summary: String, source: String? = nil,
    noun: String? = nil, hint: String? = nil, exceptions: [Exception] = []
  ) {
    self.path = path
    self.type = type
    self.presence = presence
    self.summary = summary
    self.source = source
    self.noun = noun
    self.hint = hint
    self.exceptions = exceptions
  }

  /// An option with a default.
  public init(
    _ path: String, _ type: ValueType, _ standard: Value, _ summary: String, source: String? = nil,
    noun: String? = nil, hint: String? = nil, exceptions: [Exception] = []
  ) {
    self.init(
      path, type, .byDefault(standard), summary, source: source, noun: noun, hint: hint, exceptions: exceptions)
  }

  /// The default as the catalog spells it.
  public var standard: Value? {
    guard case .byDefault(let value) = presence else { return nil }
    return value
  }
}
