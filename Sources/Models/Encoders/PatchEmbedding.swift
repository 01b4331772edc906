import Layers
import Randomness
import Tensors

/// Cuts ECGs into patches and embeds these as tokens with a place in time and, where leads have patches of their own, a
/// lead. Samples after the last whole patch are left out.
public final class PatchEmbedding: Module {
  /// What one patch holds.
  public enum Layout: Equatable, Sendable {
    /// A stretch of all leads (the 1-D form of Dosovitskiy et al., "An image is worth 16x16 words", 2021).
    case allLeads
    /// A stretch of one lead, between two separators for each lead (Na et al., "Guiding masked representation learning
    /// to capture spatio-temporal relationship of ECG", 2024, section 3.2).
    case eachLead
  }

  let layout: Layout
  /// Samples of a patch, and patches in time.
  let patch, count: Int
  private let leads: Int
  private let linear: Linear
  /// Norms before and after the linear layer, where leads have patches of their own.
  private let norms: (before: Norm, after: Norm)?
  /// [positions, D]; the first and the last are the separators' where there are any.
  private let positions: Tensor
  /// [leads, D] and [1, D].
  private let leadEmbedding, separator: Tensor?

  init(_ layout: Layout, patch: Int, samples: Int, leads: Int, width: Int, random: Random) {
    precondition(patch > 0 && samples >= patch, "patches of \(patch) samples in \(samples)")
    self.layout = layout
    self.patch = patch
    self.leads = leads
    count = samples / patch
    let normal = { (shape: [Int], name: String) in Initial.normal(shape, deviation: 0.02, random.split(name)) }
    switch layout {
    case .allLeads:
      linear = Linear(inputs: patch * leads, outputs: width, bias: true, random: random.split("linear"))
      norms = nil
      positions = normal([count, width], "positions")
      (leadEmbedding, separator) = (nil, nil)
    case .eachLead:
      linear = Linear(inputs: patch, outputs: width, bias: true, random: random.split("linear"))
      norms = (Norm(.layer(epsilon: 1e-5), width: patch), Norm(.layer(epsilon: 1e-5), width: width))
      positions = normal([count + 2, width], "positions")
      (leadEmbedding, separator) = (normal([leads, width], "leads"), normal([1, width], "separator"))
    }
  }

  public var tensors: [(name: String, tensor: Tensor)] {
    [("positions", positions)] + (leadEmbedding.map { [("leads", $0)] } ?? [])
      + (separator.map { [("separator", $0)] } ?? [])
  }
  public var parts: [(name: String, module: any Module)] {
    [("linear", linear)] + (norms.map { [("normBefore", $0.before), ("normAfter", $0.after)] } ?? [])
  }

  /// Patches of a record: for each lead one after the other where leads have their own.
  var patchesPerRecord: Int { layout == .allLeads ? count : leads * count }
  /// Tokens of a record, separators included.
  var tokensPerRecord: Int { layout == .allLeads ? count : leads * tokensTogether }
  /// Consecutive tokens that belong together: those of a record, or of a lead of it.
  var tokensTogether: Int { layout == .allLeads ? count : count + 2 }
  /// Elements of a patch.
  var patchSize: Int { linear.inputs }
  /// Which token of the record a patch of it is.
  func token(ofPatch patch: Int) -> Int {
    layout == .allLeads ? patch : patch / count * tokensTogether + patch % count + 1
  }

  /// ECGs [B, T, leads] as patches [B patches, patch size]. No gradient goes back to the ECGs.
  func patches(_ signals: Tensor) -> Tensor {
    let (batch, samples) = (signals.shape[0], signals.shape[1])
    precondition(
      signals.width == leads && samples >= count * patch, "\(count) patches of \(patch) samples in \(signals.shape)")
    let result = Tensor(uninitialized: [batch * patchesPerRecord, patchSize])
    let size = count * patch * leads
    for record in 0..<batch {
      let source = signals.pointer + record * samples * leads
      let target = result.pointer + record * size
      switch layout {
      case .allLeads: target.update(from: source, count: size)
      case .eachLead:
        for lead in 0..<leads {
          for sample in 0..<count * patch { target[lead * count * patch + sample] = source[sample * leads + lead] }
        }
      }
    }
    return result
  }

  /// Patches [B patches, patch size] to tokens [B tokens, D].
  func callAsFunction(_ patches: Tensor, _ pass: Pass) -> Tensor {
    let batch = patches.rows / patchesPerRecord
    let embedded = linear(norms?.before(patches) ?? patches, pass)
    guard let norms, let leadEmbedding, let separator else {
      return .add(embedded, positions.embedded(repeated(0..<count, batch)))
    }
    let each = tokensTogether
    let separatorRow = Int32(patches.rows)
    let order = (0..<batch * leads).flatMap { lead -> [Int32] in
      let own = (lead * count..<(lead + 1) * count).map { Int32($0) }
      return [separatorRow] + own + [separatorRow]
    }
    let tokens = Tensor.joinedRows([norms.after(embedded), separator]).takingRows(order)
    let placed = Tensor.add(tokens, positions.embedded(repeated(0..<each, batch * leads)))
    let lead = (0..<batch * leads * each).map { Int32($0 / each % leads) }
    return .add(placed, leadEmbedding.embedded(lead))
  }

  private func repeated(_ range: Range<Int>, _ times: Int) -> [Int32] {
    (0..<times * range.count).map { Int32($0 % range.count) }
  }

  /// The means of encoded tokens [B tokens, D] over the leads and over S stretches of time: [B, S, D].
  func pooled(_ tokens: Tensor, into stretches: Int) -> Tensor {
    let width = tokens.width
    let batch = tokens.rows / tokensPerRecord
    guard layout == .eachLead else { return tokens.reshaped([batch, count, width]).averagePooled(into: stretches) }
    let byTime = (0..<batch).flatMap { record in
      (0..<count).flatMap { time in
        (0..<leads).map { Int32(record * tokensPerRecord + token(ofPatch: $0 * count + time)) }
      }
    }
    let overLeads = tokens.takingRows(byTime).reshaped([batch * count, leads, width]).averagePooled(into: 1)
    return overLeads.reshaped([batch, count, width]).averagePooled(into: stretches)
  }
}
