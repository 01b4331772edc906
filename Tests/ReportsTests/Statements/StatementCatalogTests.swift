import Reports
import Testing

struct StatementCatalogTests {
  @Test(arguments: DiagnosticStatement.allCases)
  func everyStatementHasANameAndStandsForItself(_ statement: DiagnosticStatement) {
    #expect(statement.name != statement.rawValue || !statement.name.contains(where: \.isUppercase))
    if let code = statement.scpCode { #expect(DiagnosticStatement(scpCode: code) == statement) }
    if let code = statement.snomedCode { #expect(DiagnosticStatement.statement(snomedCode: code) == statement) }
  }

  @Test func all71CodesOfPTBXLAreThere() {
    #expect(Set(DiagnosticStatement.allCases.compactMap(\.scpCode)).count == 71)
    #expect(DiagnosticStatement(scpCode: "NONE") == nil)
  }

  @Test func equivalentConceptsOfTheChallengeAreOneStatement() {
    #expect(DiagnosticStatement.statement(snomedCode: 713_427_006) == .completeRightBundleBranchBlock)
    #expect(DiagnosticStatement.statement(snomedCode: 17_338_001) == .ventricularPrematureComplex)
    #expect(DiagnosticStatement.statement(snomedCode: 1) == nil)
  }
}
