extension Tensor {
  /// What `body` computes of some inputs, keeping none of the values on the way: for the gradient it is computed again
  /// (Chen et al., "Training deep nets with sublinear memory cost", 2016), which must give the same bits.
  /// - Parameter parameters: the trainable tensors that `body` reads beside its inputs.
  public static func recomputed(
    _ inputs: [Tensor], parameters: [Tensor] = [], _ body: @escaping ([Tensor]) -> Tensor
  ) -> Tensor {
    let kept = inputs.map(\.detached)
    let needs = inputs.map(\.needsGradient)
    let leaves = {
      zip(kept, needs).map { tensor, needsGradient in
        let leaf = tensor.detached
        leaf.isTrainable = needsGradient
        return leaf
      }
    }
    return recorded(.recompute, inputs + parameters, body(leaves()).detached) { gradient in
      let again = leaves()
      // The gradients of the parameters are added to them on the way.
      multiply(body(again), gradient).sum().backward()
      return again.map(\.gradient) + parameters.map { _ in nil }
    }
  }
}
