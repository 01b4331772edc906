extension ErrorCode {
  /// What is wrong, in general, on one line.
  public var title: String { explanation.prefix { $0 != "\n" }.description }

  /// The long story: what the complaint means, why it matters, and what to write.
  public var explanation: String {
    switch self {
    case .unexpectedCharacter, .unterminatedString, .brokenText, .missing, .unclosed, .tooDeep, .badNumber, .badEscape,
      .unknownUnit, .misplaced, .tooLarge:
      formExplanation
    case .unknownOption, .unknownDeclaration, .unknownChoice, .unknownMetric, .unknownParameter, .unknownCommand,
      .declaredTwice, .inheritanceCycle, .unreadableFile, .useCycle, .badName, .wrongBase:
      nameExplanation
    default: meaningExplanation
    }
  }

  private var formExplanation: String {
    switch self {
    case .unexpectedCharacter:
      "A character that means nothing in a recipe.\nRecipes know names, numbers with units, strings in double quotes, `= , ; ( ) [ ] { } ..` and comments that start with `#`."
    case .unterminatedString:
      "A string without its closing quote.\nA string ends on the line where it starts; write `\\n` for a new line inside it."
    case .brokenText:
      "The file is not text in UTF-8.\nSave it as UTF-8, and check that it is a recipe and not, say, a checkpoint."
    case .missing:
      "Something is missing that the grammar asks for.\nThe forms are `path = value`, `path { ... }`, `vary path in [a, b]`, `tie (a, b) in [(1, 2), (3, 4)]`, `hold [a, b]`, `skip when a = b`, `scale NAME { ... }`, `let name = value`, `use \"file.meit\"`, and the declarations `experiment NAME from OTHER { ... }`, `sweep NAME from OTHER { ... }`, `table NAME of OTHER { ... }`, `figure NAME of OTHER { ... }`."
    case .unclosed:
      "A bracket without its partner.\nThe caret shows the bracket that was opened (or the one that closes nothing). The missing one is often some lines away."
    case .tooDeep:
      "Blocks, lists or parentheses nest too deeply.\nNo recipe needs more than \(Parser.deepest) levels; the limit keeps hostile files from exhausting memory."
    case .badNumber: "A number that no computer number can hold.\nThe largest is about 1.8e308."
    case .badEscape:
      "A backslash in a string before a letter that has no meaning.\nKnown are \\n, \\t, \\r, \\0, \\\" and \\\\."
    case .unknownUnit:
      "A unit that meit does not know.\nKnown are \(Unit.allCases.map(\.symbol).joined(separator: ", ")). Upper and lower case matter: mV is not MV."
    case .misplaced:
      "A statement in a block that has no place for it.\nOnly sweeps (and the scratch experiment) take `vary`, `tie`, `hold` and `skip`; declarations stand outside every block, and so does `scale = NAME`."
    default: "A text or value that is too large.\nRecipes are short; data belong into files that a recipe names."
    }
  }

  private var nameExplanation: String {
    switch self {
    case .unknownOption:
      "An option that does not exist.\nOptions are written with their full path (`train.lr`) or inside a block (`train { lr = 1e-4 }`). `explain train` lists a group."
    case .unknownDeclaration:
      "A name that no declaration has.\n`from` and `of` take the name of an experiment or sweep of this recipe or of one that it uses."
    case .unknownChoice:
      "A value that is not among the choices of its option.\n`explain model.fusion` lists the fusions, and so on for every option."
    case .unknownMetric: "A column or panel that is not a metric.\n`explain metrics` lists them."
    case .unknownParameter:
      "A call with a parameter that the choice does not have.\n`explain llava` lists the parameters of a choice with their defaults."
    case .unknownCommand: "A line that is neither a setting nor a command.\nA setting is `path = value`."
    case .declaredTwice:
      "Two declarations with one name.\nExperiments, sweeps, tables and figures share their names, also across `use`."
    case .inheritanceCycle:
      "Experiments that build on each other in a circle.\nFollow `from` back: it must end at an experiment without it."
    case .unreadableFile:
      "A file named by `use` cannot be read.\nPaths are taken from the folder of the recipe that says `use`."
    case .useCycle: "Recipes that use each other in a circle.\nMove what both need into a third file."
    case .badName:
      "Something that cannot be a name.\nNames start with a letter and go on with letters, digits, `-` and inner `.`: `llama-2-7b`, `opt-6.7b`."
    default:
      "A declaration that builds on the wrong kind.\nAn experiment is from an experiment; a sweep from an experiment or a sweep; a table or figure of an experiment or a sweep."
    }
  }

  private var meaningExplanation: String {
    switch self {
    case .wrongType:
      "A value of another kind than the option takes.\nStrings take double quotes, names take none, whole numbers have no fraction."
    case .missingUnit:
      "A number that needs its unit.\nUnits are part of the value, so that 0.05 can never be taken for 0.05 dB: write `gaussian(snr = 20 dB)`, `data.rate = 500 Hz`."
    case .wrongUnit:
      "A unit of another dimension, or a unit where none belongs.\nUnits of one dimension convert by themselves: `0.5 kHz` is `500 Hz`."
    case .outOfBounds: "A number outside what makes sense for the option.\nThe message says the bounds."
    case .missingArgument:
      "A call without an argument that it cannot do without.\n`ptb-xl` needs a path; `gaussian` needs exactly one of `snr` and `ratio`."
    case .repeatedArgument: "A call with an argument too many, or one given twice."
    case .unordered:
      "A comparison by size of what has no size.\nNumbers, with or without units, are compared by `<`, `<=`, `>` and `>=`; all else by `=`, `!=` and `in`: `skip when model.fusion in [none, llava]`."
    case .groupAsOption:
      "A group of options used as one option.\nSet its options one by one: `train { epochs = 5; lr = 1e-4 }`."
    case .confound:
      "Something that was to be held differs between the cells of a sweep.\n`hold [data, train]` says that a comparison must differ in nothing but what is varied. The message names two cells and both values. Either it is varied by mistake, or a default depends on what is varied (GPT-NeoX has its own learning rate): then set the option yourself."
    case .unevenTie:
      "An element of `tie` with the wrong number of values.\n`tie (a, b) in [(1, 2), (3, 4)]` sets a and b together: two cells, not four."
    case .nothingToVary:
      "A sweep over no values.\nWrite a list with at least one value, or a range from low to high such as `1..3` or `0 dB..20 dB by 5 dB`."
    case .tooManyCells:
      "A sweep of more than \(Checker.mostCells) cells.\nEvery `vary` multiplies; use `tie` to move options together, or `skip when` in smaller sweeps."
    case .variedTwice: "One option varied by two axes of a sweep.\nWrite one list with all its values."
    case .everythingSkipped:
      "The `skip when` conditions leave no cell.\nNothing would run; one of the conditions is probably the wrong way round."
    case .repeatedValue:
      "A value that stands in an axis twice.\nThe same cell would be run once and counted twice. For repetitions vary the seed."
    case .missingOption:
      "A table or figure without something that it needs.\nTables need rows and columns, figures need panels."
    case .notVaried:
      "A comparison with no row of the table, or with several.\n`against` takes the values that name one row, as many as tell it from the others: `against = llava`, `against = [llava, large]`. A value with parameters has the name of its choice, or the one that `let` gives it."
    case .notComputed:
      "A table or figure of a score that its experiment does not compute.\nOnly the scores that `eval.metrics` lists are computed, since some need a model of their own: add the score there. The loss on held-out reports is computed where `eval.loss` is true."
    default: "One option set twice in one block.\nThe later value counts. This is a warning: the recipe runs."
    }
  }
}
