import Foundation

/// `adapter_config.json` as PEFT writes it (github.com/huggingface/peft, `LoraConfig`).
struct AdapterFile: Codable {
  static let lora = "LORA"

  var kind: String
  var taskType: String?
  var baseModel: String?
  var rank: Int
  var alpha: Double
  var dropout: Double?
  var targetModules: TargetModules?
  var fanInFanOut: Bool?
  var rankStabilised: Bool?
  var decomposed: Bool?
  var bias: String?
  var savedModules: [String]?
  var rankPattern: [String: Int]?
  var alphaPattern: [String: Double]?
  var inferenceMode: Bool?

  enum CodingKeys: String, CodingKey {
    case kind = "peft_type"
    case taskType = "task_type"
    case baseModel = "base_model_name_or_path"
    case rank = "r"
    case alpha = "lora_alpha"
    case dropout = "lora_dropout"
    case targetModules = "target_modules"
    case fanInFanOut = "fan_in_fan_out"
    case rankStabilised = "use_rslora"
    case decomposed = "use_dora"
    case bias
    case savedModules = "modules_to_save"
    case rankPattern = "rank_pattern"
    case alphaPattern = "alpha_pattern"
    case inferenceMode = "inference_mode"
  }

  /// A list of names, or one name.
  enum TargetModules: Codable {
    case list([String])
    case one(String)

    init(from decoder: any Swift.Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([String].self) {
        self = .list(list)
      } else {
        self = .one(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Swift.Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .list(let list): try container.encode(list)
      case .one(let name): try container.encode(name)
      }
    }

    var names: [String] {
      switch self {
      case .list(let list): list
      case .one(let name): [name]
      }
    }
  }

  static func read(_ url: URL) throws -> AdapterFolder.Configuration {
    let file: AdapterFile
    do {
      file = try JSONDecoder().decode(AdapterFile.self, from: MappedFile.contents(of: url))
    } catch let error as CheckpointError {
      throw error
    } catch {
      throw CheckpointError(.malformed, file: url, expected: "the JSON of a PEFT adapter", found: "\(error)")
    }
    if let (expected, found) = file.obstacle {
      throw CheckpointError(.unsupported, file: url, expected: expected, found: found)
    }
    return AdapterFolder.Configuration(
      rank: file.rank, alpha: file.alpha, dropout: file.dropout ?? 0,
      targetModules: file.targetModules?.names ?? [], fanInFanOut: file.fanInFanOut ?? false,
      rankStabilised: file.rankStabilised ?? false, baseModel: file.baseModel,
      taskType: file.taskType ?? "")
  }

  static func write(_ configuration: AdapterFolder.Configuration, to url: URL) throws {
    let file = AdapterFile(
      kind: lora, taskType: configuration.taskType, baseModel: configuration.baseModel,
      rank: configuration.rank, alpha: configuration.alpha, dropout: configuration.dropout,
      targetModules: .list(configuration.targetModules), fanInFanOut: configuration.fanInFanOut,
      rankStabilised: configuration.rankStabilised, decomposed: false, bias: "none", savedModules: nil,
      rankPattern: [:],
      alphaPattern: [:], inferenceMode: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.replace(url, with: encoder.encode(file))
  }

  /// What this configuration asks for and cannot be had here: what was expected, and what stands there.
  private var obstacle: (String, String)? {
    if kind != Self.lora { return ("peft_type \(Self.lora)", kind) }
    if rank < 1 { return ("a rank r of at least 1", "\(rank)") }
    if decomposed == true { return ("use_dora false", "true") }
    if let bias, bias != "none" { return ("bias none", bias) }
    if let savedModules, !savedModules.isEmpty { return ("no modules_to_save", "\(savedModules)") }
    if let rankPattern, !rankPattern.isEmpty { return ("an empty rank_pattern", "\(rankPattern)") }
    if let alphaPattern, !alphaPattern.isEmpty { return ("an empty alpha_pattern", "\(alphaPattern)") }
    return nil
  }
}
