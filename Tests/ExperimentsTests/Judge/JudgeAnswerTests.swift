import Experiments
import Testing

struct JudgeAnswerTests {
  private let all: [JudgeDimension: Double] = [
    .terminology: 4, .consistency: 3, .completeness: 2, .accuracy: 5,
  ]

  @Test(arguments: [
    """
    Medical Terminology Accuracy: 4
    Logical Consistency: 3
    Completeness: 2
    Diagnostic Accuracy: 5
    """,
    """
    1. **Medical Terminology Accuracy (4/5)**: The terms are right.
    2. **Logical Consistency**: Two of the 3 findings come late. Score: 3/5
    3. **Completeness** - Score: 2. The rate of 95 is missing.
    4. **Diagnostic Accuracy**: rated 5 out of 5.
    """,
    """
    ### Medical Terminology Accuracy
    The report uses the usual terms on a scale of 1 to 5.
    **Score: 4**
    ### Logical Consistency
    Lead V1 before V6. **Score: 3**
    ### Completeness
    **Score:** 2
    ### Diagnostic Accuracy
    **Score:** 5
    """,
    #"{"Medical Terminology Accuracy": 4, "Logical Consistency": 3, "Completeness": 2, "Diagnostic Accuracy": 5}"#,
    """
    | Criterion | Score |
    |---|---|
    | Medical Terminology Accuracy | 4 |
    | Logical Consistency | 3 |
    | Completeness | 2 |
    | Diagnostic Accuracy | 5 |
    """,
  ]) func gradesAreReadInEveryUsualForm(_ answer: String) {
    #expect(JudgeAnswer(answer).grades == all)
  }

  @Test func theSummaryAtTheEndCounts() {
    let answer = "Completeness: many things are missing.\nLogical Consistency: 2\n\nSummary:\nCompleteness: 1\n"
    #expect(JudgeAnswer(answer).grades == [.completeness: 1, .consistency: 2])
  }

  @Test func halfGradesAreGrades() {
    #expect(JudgeAnswer("Completeness: 3.5 / 5").grades == [.completeness: 3.5])
  }

  @Test(arguments: [
    "I cannot evaluate medical reports.", "", "Completeness: 6", "Completeness: 0", "Completeness: 45",
    "Completeness: the rate is 3 beats too high.", "Completeness: score 2, or perhaps a score of 4.",
    "Completeness: 4.5.1", "Completeness: 10/10",
  ]) func whatIsNoGradeIsNone(_ answer: String) {
    #expect(JudgeAnswer(answer).grades == [:])
  }
}
