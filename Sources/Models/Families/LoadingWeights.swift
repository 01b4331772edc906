import Layers
import Tensors

extension TextDecoder {
  /// A decoder with the weights of a checkpoint. Tensors of 32-bit floats stay where the file is mapped.
  /// - Throws: `CheckpointError` that names a tensor no rule takes, a parameter that no tensor fills, or a wrong shape.
  public convenience init(_ checkpoint: Checkpoint, family: DecoderFamily, spec: DecoderSpec) throws {
    try self.init(checkpoint, spec: spec, weights: family.weights)
  }
}

extension TextDecoder {
  convenience init(_ checkpoint: Checkpoint, spec: DecoderSpec, weights: WeightMap) throws {
    let outline = TextDecoder(spec, .outline)
    self.init(spec, try checkpoint.weights(of: outline, by: weights, headWidth: spec.headWidth))
  }
}

extension LanguageModel {
  /// The parameters that have a name in the family's checkpoints, as these hold them; adapters have none.
  public func tensorsToWrite(family: any ModelFamily, type: TensorType = .f32) -> [TensorToWrite] {
    let headWidth = decoder.spec.headWidth
    return namedTensors.compactMap { own, tensor in
      family.weights.foreign(own).map { foreign, layout in
        TensorToWrite(foreign, type: type, shape: layout.foreign(tensor.shape)) { buffer in
          if let base = buffer.baseAddress { tensor.write(to: base, layout: layout, headWidth: headWidth) }
        }
      }
    }
  }
}

extension Checkpoint {
  /// The parameters of a module, once it is certain that each is there in its shape and that nothing is left over.
  func weights(of outline: any Module, by map: WeightMap, headWidth: Int) throws -> WeightSource {
    let wanted = Dictionary(uniqueKeysWithValues: outline.namedTensors.map { ($0.name, $0.tensor.shape) })
    let found = try matched(wanted, by: map)
    if let missing = wanted.keys.filter({ found[$0] == nil }).min() {
      throw CheckpointError(
        .missingTensor, file: url, tensor: map.foreign(missing)?.name ?? missing, expected: "a tensor for \(missing)",
        found: "none")
    }
    if form == .asStored { MappedFile.comeIn(found.values.map(\.stored.file)) }
    return .given(
      Dictionary(
        uniqueKeysWithValues: found.map { name, match in
          let encoding = form == .asStored && Self.staysEncoded(name) ? match.stored.type.encoding : nil
          return (
            name,
            Tensor(
              match.stored, shape: match.shape, layout: match.layout, headWidth: headWidth, encoding: encoding ?? .f32)
          )
        }))
  }

  /// Whether only linear maps and embeddings read the parameter of that name, if it is a matrix.
  private static func staysEncoded(_ name: String) -> Bool {
    name.hasSuffix("weight") || name.lowercased().hasSuffix("embedding")
  }

  private typealias Match = (stored: StoredTensor, shape: [Int], layout: WeightMap.Layout)

  /// The stored tensor of each parameter. Tied weights may be written out a second time.
  private func matched(_ wanted: [String: [Int]], by map: WeightMap) throws -> [String: Match] {
    var found: [String: Match] = [:]
    for name in names where !map.ignores(name) {
      guard let (own, layout) = map.own(name), wanted[own] != nil || map.tied[own].map({ wanted[$0] != nil }) == true
      else {
        throw CheckpointError(
          .unexpectedTensor, file: url, tensor: name, expected: "the tensors of the model that config.json describes",
          found: "another")
      }
      guard let shape = wanted[own], found[own] == nil else { continue }
      found[own] = (try tensor(name, shape: layout.foreign(shape)), shape, layout)
    }
    return found
  }
}
