import Tensors

extension TextDecoder {
  /// Fills every parameter from a checkpoint of the family.
  /// - Throws: `CheckpointError` that names a tensor no rule takes, a parameter that no tensor fills, or a wrong shape.
  public func load(_ checkpoint: Checkpoint, family: DecoderFamily) throws {
    var waiting = Dictionary(uniqueKeysWithValues: namedTensors.map { ($0.name, $0.tensor) })
    for name in checkpoint.names where !family.weights.ignores(name) {
      guard let (own, layout) = family.weights.own(name) else {
        throw CheckpointError(
          .unexpectedTensor, file: checkpoint.url, tensor: name, expected: "a name of the \(family.name) family",
          found: "another")
      }
      // A tied output layer may be written out a second time.
      guard let tensor = waiting.removeValue(forKey: own) else { continue }
      let shape = layout == .transposed && tensor.shape.count == 2 ? tensor.shape.reversed() : tensor.shape
      let stored = try checkpoint.tensor(name, shape: shape)
      stored.read(into: UnsafeMutableBufferPointer(start: tensor.pointer, count: tensor.count))
      tensor.arrange(from: layout, shape: shape, headWidth: spec.headWidth)
    }
    if let missing = waiting.keys.min() {
      let foreign = family.weights.foreign(missing)?.name ?? missing
      throw CheckpointError(
        .missingTensor, file: checkpoint.url, tensor: foreign, expected: "a tensor for \(missing)", found: "none")
    }
  }

  /// The parameters as a checkpoint of the family holds them.
  public func tensorsToWrite(family: DecoderFamily, type: TensorType = .f32) -> [TensorToWrite] {
    parameters.compactMap { own, tensor in
      family.weights.foreign(own).map { foreign, layout in
        let written = tensor.copied()
        let shape = layout == .transposed && tensor.shape.count == 2 ? tensor.shape.reversed() : tensor.shape
        written.arrange(to: layout, shape: shape, headWidth: spec.headWidth)
        return TensorToWrite(foreign, type: type, shape: shape, written.values)
      }
    }
  }
}

extension Tensor {
  /// Rearranges elements that were read in a checkpoint's layout, in place.
  func arrange(from layout: WeightMap.Layout, shape: [Int], headWidth: Int) {
    let source = values
    switch layout {
    case .same: break
    case .transposed:
      guard shape.count == 2 else { return }
      let (inputs, outputs) = (shape[0], shape[1])
      for input in 0..<inputs {
        for output in 0..<outputs { pointer[output * inputs + input] = source[input * outputs + output] }
      }
    case .packedByHead: permuteHeads(source, headWidth: headWidth) { packed, plain in (plain, packed) }
    }
  }

  /// The inverse of `arrange(from:)`.
  func arrange(to layout: WeightMap.Layout, shape: [Int], headWidth: Int) {
    let source = values
    switch layout {
    case .same: break
    case .transposed:
      guard shape.count == 2 else { return }
      arrange(from: .transposed, shape: shape.reversed(), headWidth: headWidth)
    case .packedByHead: permuteHeads(source, headWidth: headWidth) { packed, plain in (packed, plain) }
    }
  }

  /// Moves rows between the order (head, part, element) and the order (part, head, element) of three parts.
  private func permuteHeads(
    _ source: [Float], headWidth: Int, _ direction: (_ packed: Int, _ plain: Int) -> (to: Int, from: Int)
  ) {
    let rowWidth = shape.count == 2 ? shape[1] : 1
    let heads = shape[0] / (3 * headWidth)
    for head in 0..<heads {
      for part in 0..<3 {
        let rows = direction((head * 3 + part) * headWidth, (part * heads + head) * headWidth)
        for element in 0..<headWidth * rowWidth {
          pointer[rows.to * rowWidth + element] = source[rows.from * rowWidth + element]
        }
      }
    }
  }
}
