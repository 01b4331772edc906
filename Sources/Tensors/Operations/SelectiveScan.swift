import CKernels
import Parallel

/// What a selective state-space model computes with (Gu and Dao, "Mamba", 2023): h = exp(Δ A) h + Δ B u, y = C h + D u,
/// for every channel by itself, with A = -exp(logA).
public struct SelectiveScan {
  /// u and Δ (already positive), [B, T, E].
  public let inputs, steps: Tensor
  /// B and C, [B, T, N].
  public let entry, exit: Tensor
  /// [E, N].
  public let logDecay: Tensor
  /// D, [E].
  public let skip: Tensor
  public let direction: Direction

  public init(
    inputs: Tensor, steps: Tensor, entry: Tensor, exit: Tensor, logDecay: Tensor, skip: Tensor, _ direction: Direction
  ) {
    self.inputs = inputs
    self.steps = steps
    self.entry = entry
    self.exit = exit
    self.logDecay = logDecay
    self.skip = skip
    self.direction = direction
  }
}

extension Tensor {
  /// y [B, T, E] of a selective scan, in time and memory that grow linearly with T.
  public static func selectiveScan(_ scan: SelectiveScan) -> Tensor {
    let inputs = [scan.inputs, scan.steps, scan.entry, scan.exit, scan.logDecay, scan.skip]
    let work = ScanWork(scan)
    let saved = inputs.contains(where: \.needsGradient) ? work.roomForStates() : nil
    let value = work.forward(saved)
    guard let saved else { return value }
    return recorded(.selectiveScan, inputs, value) { work.adjoint($0, saved) }
  }
}

/// A selective scan cut into pieces of one sequence and a few channels.
private struct ScanWork {
  private let u, dt, b, c, logA, d: Tensor
  private let direction: Direction
  private let batch, length, channels, states: Int

  init(_ scan: SelectiveScan) {
    (u, dt, b, c) = (scan.inputs.detached, scan.steps.detached, scan.entry.detached, scan.exit.detached)
    (logA, d, direction) = (scan.logDecay.detached, scan.skip.detached, scan.direction)
    precondition(u.shape.count == 3 && u.shape == dt.shape, "a scan of \(u.shape) in steps of \(dt.shape)")
    (batch, length, channels, states) = (u.shape[0], u.shape[1], u.width, logA.width)
    precondition(
      b.shape == [batch, length, states] && c.shape == b.shape && logA.shape == [channels, states]
        && d.count == channels && states <= meit_scan_states,
      "a scan of \(u.shape) with B \(b.shape), C \(c.shape), log A \(logA.shape), D \(d.shape)")
  }

  private var lanes: Int { meit_scan_channels }
  /// Pieces of one sequence.
  private var pieces: Int { (channels + lanes - 1) / lanes }
  private var saved: Int { meit_scan_saved(length, states) }

  func roomForStates() -> Tensor { Tensor(uninitialized: [batch * pieces, saved]) }

  /// Calls `body` with every piece: its index, what the kernel is told, and where its channels start in [B, T, E].
  private func forEachPiece(_ body: (Int, inout meit_scan, _ start: Int, _ channel: Int) -> Void) {
    Pool.forEach(batch * pieces) { index in
      let sample = index / pieces
      let channel = index % pieces * lanes
      let start = sample * length * channels + channel
      let row = sample * length * states
      var scan = meit_scan(
        u: u.pointer + start, dt: dt.pointer + start, b: b.pointer + row, c: c.pointer + row,
        log_a: logA.pointer + channel * states, d: d.pointer + channel, steps: length,
        channels: min(lanes, channels - channel), states: states, stride: channels, reversed: direction.isReversed)
      body(index, &scan, start, channel)
    }
  }

  func forward(_ states: Tensor?) -> Tensor {
    let value = Tensor(uninitialized: u.shape)
    forEachPiece { index, scan, start, _ in
      meit_selective_scan(&scan, value.pointer + start, states.map { $0.pointer + index * saved })
    }
    return value
  }

  func adjoint(_ gradient: Tensor, _ saved: Tensor) -> [Tensor?] {
    let forU = Tensor(uninitialized: u.shape)
    let forSteps = Tensor(uninitialized: u.shape)
    let rows = length * states
    // Sums over channels, piece by piece, and over sequences: added up in their order below.
    let perPiece = Tensor.zeros([pieces, 2, batch, rows])
    let perSample = Tensor.zeros([batch, channels * (states + 1)])
    forEachPiece { index, scan, start, channel in
      let sample = index / pieces
      let forB = perPiece.pointer + (index % pieces * 2 * batch + sample) * rows
      let sums = perSample.pointer + sample * perSample.width
      withUnsafeTemporaryAllocation(of: Float.self, capacity: meit_scan_scratch(states)) { scratch in
        meit_selective_scan_adjoint(
          &scan, gradient.pointer + start, saved.pointer + index * self.saved, scratch.baseAddress,
          forU.pointer + start, forSteps.pointer + start, forB, forB + batch * rows, sums + channel * states,
          sums + channels * states + channel)
      }
    }
    let forBoth = perPiece.reshaped([pieces, -1]).columnSums()
    let sums = perSample.columnSums()
    return [
      forU, forSteps, Tensor(shape: b.shape, storage: forBoth.storage, offset: forBoth.offset),
      Tensor(shape: c.shape, storage: forBoth.storage, offset: forBoth.offset + b.count),
      Tensor(shape: logA.shape, storage: sums.storage, offset: sums.offset),
      Tensor(shape: d.shape, storage: sums.storage, offset: sums.offset + logA.count),
    ]
  }
}
