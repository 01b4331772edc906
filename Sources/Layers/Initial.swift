import Parallel
import Randomness
import Tensors

/// How new weights are drawn.
public enum Initial {
  /// From the normal distribution with mean 0.
  public static func normal(_ shape: [Int], deviation: Double, _ random: Random) -> Tensor {
    drawn(shape, random) { Float($0.normal() * deviation) }
  }

  /// Uniformly from -bound to bound.
  public static func uniform(_ shape: [Int], bound: Double, _ random: Random) -> Tensor {
    drawn(shape, random) { Float($0.uniform(-bound..<bound)) }
  }

  /// Every piece of a tensor has a stream of its own, so that pieces can be drawn in parallel.
  private static func drawn(_ shape: [Int], _ random: Random, _ draw: (inout Random) -> Float) -> Tensor {
    let tensor = Tensor(uninitialized: shape)
    let grain = 16_384
    let elements = tensor.pointer
    Pool.forEachRange(tensor.count, grain: grain) { range in
      var stream = random.split(range.lowerBound / grain)
      for index in range { elements[index] = draw(&stream) }
    }
    return tensor
  }

  /// Uniformly within 1 / sqrt(inputs), as PyTorch draws linear and convolution layers.
  public static func fan(_ shape: [Int], inputs: Int, _ random: Random) -> Tensor {
    uniform(shape, bound: 1 / Double(inputs).squareRoot(), random)
  }
}
