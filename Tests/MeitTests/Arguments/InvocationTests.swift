import Testing
import meit

@Suite struct InvocationTests {
  private func invocation(_ words: String...) throws -> Invocation {
    let command = try CommandTable.command(named: words[0])
    return try Invocation(command, words: Array(words.dropFirst()))
  }

  private func complaint(_ words: String...) -> String? {
    do {
      let command = try CommandTable.command(named: words[0])
      _ = try Invocation(command, words: Array(words.dropFirst()))
      return nil
    } catch { return "\(error)" }
  }

  @Test func optionsMayStandAnywhereAndRepeat() throws {
    let found = try invocation("run", "--set", "a = 1", "x.meit", "-s", "b = 2", "--runs=elsewhere", "table-1")
    #expect(found.operands == ["x.meit", "table-1"])
    #expect(found.values["set"] == ["a = 1", "b = 2"])
    #expect(found.values["runs"] == ["elsewhere"])
  }

  @Test func twoDashesEndTheOptions() throws {
    #expect(try invocation("check", "--", "--set").operands == ["--set"])
    #expect(try invocation("fmt", "-").operands == ["-"])
  }

  @Test func aMistakeNamesTheNearest() {
    #expect(
      complaint("plan", "x.meit", "--exit-cod") == "`plan` has no option `--exit-cod`; did you mean `--exit-code`?")
    #expect(complaint("pln") == "`pln` is no command; did you mean `plan`?")
  }

  @Test func missingAndNeedlessValuesAreComplainedAbout() {
    #expect(complaint("run", "x.meit", "--set") == "--set needs a value: -s, --set 'PATH = VALUE'")
    #expect(complaint("run", "x.meit", "--quiet=1") == "--quiet takes no value")
    #expect(complaint("run")?.hasPrefix("usage: meit run") == true)
  }

  @Test func everyCommandHasAPageThatNamesItsOptions() {
    for command in CommandTable.commands {
      #expect(command.help.contains(command.usage))
      for option in command.options { #expect(command.help.contains("--\(option.name)")) }
      #expect(CommandTable.overview.contains(command.name))
    }
    #expect(Set(CommandTable.commands.map(\.name)).count == CommandTable.commands.count)
  }
}
