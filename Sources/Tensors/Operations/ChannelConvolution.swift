import CKernels
import Parallel

/// Which way time runs in an operation that sees only the past.
public enum Direction: Sendable, CaseIterable {
  case forward
  case backward

  var isReversed: Int32 { self == .backward ? 1 : 0 }
}

extension Tensor {
  /// A causal convolution of each channel by itself: x [B, T, E], weight [K, E] (K taps, the last on the present),
  /// bias [E], result [B, T, E].
  public func convolvedChannels(_ weight: Tensor, bias: Tensor, _ direction: Direction) -> Tensor {
    precondition(
      shape.count == 3 && weight.shape.count == 2 && weight.width == width && bias.count == width,
      "channel convolution of \(shape) with a weight of \(weight.shape)")
    let (batch, steps, channels, taps) = (shape[0], shape[1], width, weight.shape[0])
    let (x, w, b) = (detached, weight.detached, bias.detached)
    let value = Tensor(uninitialized: shape)
    Pool.forEach(batch) { sample in
      let first = sample * steps * channels
      meit_depthwise(
        x.pointer + first, w.pointer, b.pointer, value.pointer + first, steps, channels, taps, direction.isReversed)
    }
    return Self.recorded(.convolveChannels, [self, weight, bias], value) { gradient in
      let forX = Tensor(uninitialized: x.shape)
      let size = (taps + 1) * channels
      let partial = Tensor.zeros([batch, size])
      Pool.forEach(batch) { sample in
        let first = sample * steps * channels
        let sums = partial.pointer + sample * size
        meit_depthwise_adjoint(
          x.pointer + first, w.pointer, gradient.pointer + first, forX.pointer + first, sums,
          sums + taps * channels, steps, channels, taps, direction.isReversed)
      }
      let sums = partial.columnSums()
      return [
        forX, Tensor(shape: w.shape, storage: sums.storage, offset: sums.offset),
        Tensor(shape: b.shape, storage: sums.storage, offset: sums.offset + taps * channels),
      ]
    }
  }
}
