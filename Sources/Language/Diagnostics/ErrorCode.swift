/// The number of a complaint; `explain` tells the long story of each.
public enum ErrorCode: String, CaseIterable, Sendable {
  case unexpectedCharacter = "E001"
  case unterminatedString = "E002"
  case brokenText = "E003"
  case missing = "E004"
  case unclosed = "E005"
  case tooDeep = "E006"
  case badNumber = "E007"
  case badEscape = "E008"
  case unknownUnit = "E009"
  case unknownOption = "E010"
  case unknownDeclaration = "E011"
  case unknownChoice = "E012"
  case unknownMetric = "E013"
  case unknownParameter = "E014"
  case unknownCommand = "E015"
  case declaredTwice = "E016"
  case inheritanceCycle = "E017"
  case unreadableFile = "E018"
  case useCycle = "E019"
  case wrongType = "E020"
  case missingUnit = "E021"
  case wrongUnit = "E022"
  case outOfBounds = "E023"
  case missingArgument = "E024"
  case repeatedArgument = "E025"
  case groupAsOption = "E026"
  case badName = "E027"
  case unordered = "E028"
  case confound = "E030"
  case unevenTie = "E031"
  case nothingToVary = "E032"
  case tooManyCells = "E033"
  case variedTwice = "E034"
  case everythingSkipped = "E035"
  case repeatedValue = "E036"
  case misplaced = "E040"
  case missingOption = "E041"
  case wrongBase = "E042"
  case notVaried = "E043"
  case notComputed = "E044"
  case tooLarge = "E050"
  case setTwice = "W001"

  public var severity: Severity { rawValue.hasPrefix("W") ? .warning : .error }
}

/// How bad it is: an error stops the recipe before anything runs.
public enum Severity: String, Sendable {
  case error, warning
}
