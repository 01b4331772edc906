import Foundation
import Language

/// What a judge said of one report.
struct Judgement: Codable, Equatable, Sendable {
  /// The record's name in its data set.
  var record: String
  /// The SHA-256 of model and question: what the answer answers.
  var question: String
  /// The judge's answer; nil where none came.
  var answer: String?
  /// Why none came.
  var failure: String?

  /// The grades that could be read off the answer.
  var grades: [JudgeDimension: Double] { answer.map { JudgeAnswer($0).grades } ?? [:] }
}

/// `judgements.jsonl`: every answer of a judge, one JSON object a line. What an interrupted attempt was answered is not
/// asked again.
final class JudgementLog {
  static let fileName = "judgements.jsonl"
  /// The answers that are known, by the hash of their questions.
  let known: [String: Judgement]
  private let file: AppendedFile

  init(folder: URL) throws(LedgerError) {
    let url = folder.appending(path: Self.fileName)
    let lines = WholeLines(url)
    var known: [String: Judgement] = [:]
    for range in lines.ranges {
      let judgement = try? JSONText.decode(Judgement.self, from: lines.bytes[range], path: url.path)
      if let judgement, judgement.answer != nil { known[judgement.question] = judgement }
    }
    self.known = known
    file = try AppendedFile(url, keepingBytes: lines.length(ofLines: lines.ranges.count))
  }

  func append(_ judgement: Judgement) throws(LedgerError) {
    try file.append(JSONText.encodeLine(judgement) + [UInt8(ascii: "\n")])
  }

  func synchronise() throws(LedgerError) { try file.synchronise() }
}
