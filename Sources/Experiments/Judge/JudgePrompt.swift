import Figures

/// The question that a judge is asked: the template of the paper's Table 6 in its own words, with the two reports.
enum JudgePrompt {
  private static let generatedField = "{Generated_Report}"
  private static let realField = "{Real_Report}"

  /// "MEIT: Multimodal Electrocardiogram Instruction Tuning on Large Language Models for Report Generation" (Wan et
  /// al.), Table 6, quoted.
  private static let template = """
    You are an expert in Electrocardiogram (ECG) text evaluation. Your task is to assess the quality of a generated ECG \
    report by comparing it to a real, expert-annotated ECG report.

    Generated ECG Report: {Generated_Report}

    Real ECG Report: {Real_Report}

    Please evaluate the generated report based on the following criteria:

    1. Medical Terminology Accuracy: Does the generated report use correct and appropriate ECG signal terms?
    2. Logical Consistency: Is the information presented in a logical and medically sound order?
    3. Completeness: Does the report include all necessary details that would be present in a real ECG report, such as \
    heart rhythm, rate, and any abnormalities?
    4. Diagnostic Accuracy: Are the diagnoses and interpretations in the generated report accurate and consistent with \
    the expert-annotated report?

    Please provide a detailed analysis and score each criterion on a scale of 1 to 5 (1 = Poor, 5 = Expert-Level).
    """

  /// The question about one pair of reports.
  static func filled(generated: String, real: String) -> String {
    // The template is cut at its fields, so that a report that contains a field's name is not filled in turn.
    let parts = template.split(separator: generatedField, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return template }
    return parts[0] + generated + parts[1].replacing(realField, with: real)
  }

  /// The question as a table of its paragraphs, with the names of the fields where the reports go.
  static func table(_ name: String) -> Table {
    let rows = template.split(separator: "\n").map { paragraph -> Table.Row in
      let parts = paragraph.split(separator: ": ", maxSplits: 1).map(String.init)
      return parts.count == 2 ? Table.Row([parts[0]], [.text(parts[1])]) : Table.Row([""], [.text(parts[0])])
    }
    return Table(
      name, caption: "What a judge is asked.", rowTitles: ["Part"], columns: [Table.Column("Text")], rows: rows,
      marks: [])
  }

  /// Tokens of a question without its reports, for estimates: about four letters a token.
  static var approximateTokens: Int { template.count / 4 }
}

/// What a judge grades, in the paper's order.
package enum JudgeDimension: String, CaseIterable, Codable, Sendable {
  case terminology, consistency, completeness, accuracy

  /// How the question calls it.
  var title: String {
    switch self {
    case .terminology: "medical terminology accuracy"
    case .consistency: "logical consistency"
    case .completeness: "completeness"
    case .accuracy: "diagnostic accuracy"
    }
  }

  /// The name of its score.
  var metric: String { "judge.\(rawValue)" }
}
