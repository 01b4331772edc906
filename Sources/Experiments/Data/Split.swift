import Language
import Randomness

/// Which records train, which are watched and which are scored; a patient's records stay together.
public struct Split: Codable, Equatable, Sendable {
  public enum Part: String, Codable, Sendable, CaseIterable { case train, validation, test }

  public var train: [Int] = []
  public var validation: [Int] = []
  public var test: [Int] = []

  public subscript(part: Part) -> [Int] {
    get {
      switch part {
      case .train: train
      case .validation: validation
      case .test: test
      }
    }
    set {
      switch part {
      case .train: train = newValue
      case .validation: validation = newValue
      case .test: test = newValue
      }
    }
  }

  /// How records are divided.
  public enum Rule: Equatable, Sendable {
    /// By the data set's own folds.
    case folds(train: [Int], validation: [Int], test: [Int])
    /// By patients at random, in these shares.
    case ratio(train: Double, validation: Double, test: Double)
    /// As the data set itself says of each record.
    case stated

    /// PTB-XL's folds as the paper divides them, 70:10:20, with the human-checked folds for the test.
    public static let paperFolds = Rule.folds(train: Array(1...7), validation: [8], test: [9, 10])
    /// MIMIC-IV-ECG's shares in the paper, for every data set without folds.
    public static let paperRatio = Rule.ratio(train: 0.8, validation: 0.1, test: 0.1)
  }

  /// What dividing needs to know of a record.
  public struct Member: Sendable {
    public var index: Int
    public var id: String
    public var patient: String
    public var fold: Int?
    public var part: Part?

    public init(_ index: Int, _ info: RecordInfo) {
      self.index = index
      id = info.id
      patient = info.patient
      fold = info.fold
      part = info.part
    }
  }

  public init() {}

  /// Divides the records by a rule.
  /// - Throws: `DataError` if the rule needs folds that the data set does not have, or a patient is on both sides.
  public init(_ records: [Member], by rule: Rule, seed: UInt64) throws(DataError) {
    let random = Random(seed: seed).split("split")
    for record in records {
      if let part = try Self.part(of: record, rule, random) { self[part].append(record.index) }
    }
    try requireDisjoint(Dictionary(uniqueKeysWithValues: records.map { ($0.index, $0.patient) }))
  }

  private static func part(of info: Member, _ rule: Rule, _ random: Random) throws(DataError) -> Part? {
    switch rule {
    case .stated:
      guard let part = info.part else {
        throw DataError("Record \(info.id) is in no part of the data set's own split.")
      }
      return part
    case .folds(let train, let validation, let test):
      guard let fold = info.fold else { throw DataError("Record \(info.id) has no fold, which data.split asks for.") }
      return train.contains(fold) ? .train : validation.contains(fold) ? .validation : test.contains(fold) ? .test : nil
    case .ratio(let train, let validation, let test):
      var stream = random.split(info.patient)
      let draw = stream.uniform()
      if draw < train { return .train }
      if draw < train + validation { return .validation }
      return draw < train + validation + test ? .test : nil
    }
  }

  private func requireDisjoint(_ patients: [Int: String]) throws(DataError) {
    var owner: [String: Part] = [:]
    for part in Part.allCases {
      for patient in self[part].compactMap({ patients[$0] }) {
        if let other = owner[patient], other != part {
          throw DataError("Patient \(patient) has records in both \(other.rawValue) and \(part.rawValue).")
        }
        owner[patient] = part
      }
    }
  }
}

extension DataSource {
  /// The rule that the recipe asks for; folds are asked of the training data only, and "natural" takes what a data set
  /// has: its own parts, its folds, or random patients.
  /// - Parameter evaluation: Whether the data are another set than that for training.
  func splitRule(_ first: Split.Member?, evaluation: Bool) -> Split.Rule {
    let split = configuration["data.split"]
    func folds(_ name: String) -> [Int] { split.argument(name)?.elements.compactMap(\.integer) ?? [] }
    func share(_ name: String) -> Double { split.argument(name)?.number ?? 0 }
    switch split.head {
    case "folds" where !evaluation || first?.fold != nil:
      return .folds(train: folds("train"), validation: folds("validation"), test: folds("test"))
    case "ratio": return .ratio(train: share("train"), validation: share("validation"), test: share("test"))
    default: return first?.part != nil ? .stated : first?.fold != nil ? .paperFolds : .paperRatio
    }
  }
}
