import MEIT
import Testing
import recipes

/// The laws that every recipe in Swift keeps with its twin in text.
@Suite struct TwinTests {
  @Test(arguments: Twin.all.map(\.name)) func textAndSwiftHaveTheSamePlan(_ name: String) throws {
    let twin = try #require(Twin.named(name))
    let text = try Recipe(contentsOf: twin.file)
    let plan = Plan(try twin.recipe.checked())
    #expect(!plan.steps.isEmpty)
    #expect(plan == Plan(try text.checked()))
  }

  @Test(arguments: Twin.all.map(\.name)) func whatSwiftPrintsIsReadAsTheSame(_ name: String) throws {
    let twin = try #require(Twin.named(name))
    let parsed = parse(twin.recipe.text)
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.statements == twin.recipe.statements)
    let read = Recipe(statements: parsed.statements, folder: Twin.folder)
    #expect(Plan(try read.checked()) == Plan(try twin.recipe.checked()))
  }

  @Test(arguments: Twin.all.map(\.name)) func theTextIsFoundByWhatItDeclares(_ name: String) throws {
    let twin = try #require(Twin.named(name))
    for declared in twin.recipe.names { #expect(Twin.named(declared)?.name == name, "\(declared)") }
  }
}
