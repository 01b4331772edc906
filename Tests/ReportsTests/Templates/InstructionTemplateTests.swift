import Reports
import Testing

struct InstructionTemplateTests {
  @Test(arguments: [
    (InstructionTemplate.meit, "<|user|>\nP\n<|assistant|>\nR</s>"),
    (.llama2, "[INST] P [/INST] R</s>"),
    (
      .llama3,
      "<|start_header_id|>user<|end_header_id|>\n\nP<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nR<|eot_id|>"
    ),
    (.mistral, "[INST] P [/INST]R</s>"),
    (.chatML, "<|im_start|>user\nP<|im_end|>\n<|im_start|>assistant\nR<|im_end|>"),
    (.plain, "P\nR</s>"),
    (.reportOnly, "R</s>"),
  ])
  func writesTheFamilysFormat(_ template: InstructionTemplate, _ expected: String) {
    #expect(template.filled(prompt: "P", report: "R", endOfText: "</s>").text == expected)
  }

  @Test(arguments: InstructionTemplate.allCases)
  func theAnswerIsReportAndEndMark(_ template: InstructionTemplate) {
    let filled = template.filled(prompt: "Rapport på EKG?", report: "förmaksflimmer", endOfText: "</s>")
    let answer = String(decoding: Array(filled.text.utf8)[filled.answerBytes], as: UTF8.self)
    #expect(answer == "förmaksflimmer" + template.stop(endOfText: "</s>"))
    #expect(filled.question == template.question("Rapport på EKG?"))
  }

  @Test(arguments: InstructionTemplate.allCases)
  func everySpecialTokenOccurs(_ template: InstructionTemplate) {
    let text = template.filled(prompt: "P", report: "R", endOfText: "</s>").text
    #expect(template.specialTokens.allSatisfy(text.contains))
  }
}
