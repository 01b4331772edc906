import Figures
import Foundation
import Language
import Reports

/// Something that a session has to show: a value, for the terminal or a notebook to draw.
public enum SessionOutput: Sendable {
  /// Warnings; errors are thrown.
  case diagnostics([Diagnostic])
  case text(String)
  case plan(PlanReport)
  case table(Table)
  /// A figure and the files that it was drawn to.
  case figure(Figure, files: [URL])
  case samples([SampleReport])
  /// Files that were written for the user.
  case files([URL])
  /// Finished results that a changed declaration made out of date.
  case stale(StaleResults)
}

/// A plan and what of it is done.
public struct PlanReport: Sendable {
  public let plan: Plan
  public let cached: Set<StepIdentity>
  /// The scale of a recipe that has scales.
  public let scale: String?
  /// Data and weights that are not there.
  public let missing: [String]
  /// The options of the last finished step of the same place, by place.
  let earlier: [String: [Plan.OptionText]]
  /// What the steps that are to do will cost, as far as it is known.
  public let estimates: [StepIdentity: StepEstimate]
  /// By how much longer the work takes while other processes run as they do now; 1 where nothing was estimated.
  public let slowdown: Double

  public var hasWork: Bool { plan.steps.contains { !cached.contains($0.identity) } }

  /// One line for each step, `=` cached or `+` to do, with the reason.
  public func text(colour: Bool = false) -> String {
    let steps = plan.rendered(
      cached: cached, earlier: { earlier[$0.place] },
      estimate: { estimates[$0.identity] }, slowdown: slowdown, colour: colour)
    let head = scale.map { ["scale \($0)"] } ?? []
    return (head + [steps] + missing.map { "not here: \($0)" }).joined(separator: "\n")
  }

  /// The resolved recipe as JSON.
  public var json: String { plan.json(cached: cached, estimate: { estimates[$0.identity] }, slowdown: slowdown) }
}

/// A generated report beside its reference, with what agrees.
public struct SampleReport: Equatable, Sendable {
  /// Which experiment and cell it comes from: `quickstart [seed = 1]`.
  public let origin: String
  public let record: String
  public let prompt: String
  /// The reference, cut into what the generated report says too and what it misses.
  public let reference: [ReportAgreement.Span]
  /// The generated report, cut into what agrees and what the reference does not say.
  public let generated: [ReportAgreement.Span]

  init(_ sample: Sample, origin: String) {
    self.origin = origin
    record = sample.record
    prompt = sample.prompt
    reference = ReportAgreement.spans(generated: sample.reference, reference: sample.generated)
    generated = ReportAgreement.spans(generated: sample.generated, reference: sample.reference)
  }
}

/// What a piece of text is carried out with.
public struct SessionTurn {
  public var sink: (any ProgressSink)?
  public var stop: StopRequest
  public var workers = Workers()
  /// The program `meit`, for tasks on a cluster; without it everything is done here.
  public var program: URL?
  /// The words of the command line, written down with runs.
  public var arguments: [String]
  /// Whether a run shows its figures, not only the paths of their files.
  public var drawsFigures = false
  /// Takes what there is to show, as it comes.
  public var show: (SessionOutput) throws -> Void

  public init(
    sink: (any ProgressSink)? = nil, stop: StopRequest = StopRequest(), arguments: [String] = [],
    show: @escaping (SessionOutput) throws -> Void
  ) {
    self.sink = sink
    self.stop = stop
    self.arguments = arguments
    self.show = show
  }
}
