import Foundation
import Layers
import Tensors

extension ModelFamily {
  /// The name that PEFT gives the module behind one of our sites, such as `model.layers.0.self_attn.q_proj`.
  public func adapterModule(_ site: String) -> String? { module(of: site)?.module }

  /// The module behind one of our sites, and how its weight lies in checkpoints.
  private func module(of site: String) -> (module: String, layout: WeightMap.Layout)? {
    weights.foreign(site + ".weight").map { (String($0.name.dropLast(".weight".count)), $0.layout) }
  }

  /// The sites of a model that have an adapter, with the module of each and the order of the rows of its B.
  fileprivate func adapted(_ model: any LanguageModel) -> [AdaptedSite] {
    model.sites.compactMap { name, layer in
      guard let adapter = layer.adapter, let site = module(of: name) else { return nil }
      // A and B act on inputs and outputs; a transposed weight leaves them as they are.
      let rows = site.layout == .transposed ? WeightMap.Layout.same : site.layout
      return AdaptedSite(module: site.module, adapter: adapter, rows: rows, isTransposed: site.layout == .transposed)
    }
  }
}

private struct AdaptedSite {
  let module: String
  let adapter: Adapter
  let rows: WeightMap.Layout
  let isTransposed: Bool

  var downName: String { "\(module).lora_A.weight" }
  var upName: String { "\(module).lora_B.weight" }
  var ending: String { module.split(separator: ".").last.map(String.init) ?? module }
}

extension LanguageModel {
  /// Writes the adapters as PEFT does; nothing where there are none.
  /// - Throws: `CheckpointError` (`unwritable`).
  public func writeAdapters(to folder: URL, family: any ModelFamily, baseModel: String? = nil) throws {
    let sites = family.adapted(self)
    guard let options = sites.first?.adapter.options else { return }
    let headWidth = decoder.spec.headWidth
    let tensors = sites.flatMap { site in
      [
        TensorToWrite(site.downName, shape: site.adapter.down.shape, site.adapter.down.values),
        TensorToWrite(site.upName, shape: site.adapter.up.shape) { buffer in
          guard let base = buffer.baseAddress else { return }
          site.adapter.up.write(to: base, layout: site.rows, headWidth: headWidth)
        },
      ]
    }
    let configuration = AdapterFolder.Configuration(
      rank: options.rank, alpha: options.alpha, dropout: options.dropout,
      targetModules: targets(sites, family), fanInFanOut: sites.contains(where: \.isTransposed),
      baseModel: baseModel, taskType: decoder.spec.attendsToSource ? "SEQ_2_SEQ_LM" : "CAUSAL_LM")
    try AdapterFolder.write(configuration, tensors, to: folder)
  }

  /// The ends of the modules' names where these mean just the adapted modules, or their whole names.
  private func targets(_ sites: [AdaptedSite], _ family: any ModelFamily) -> [String] {
    let modules = Set(sites.map(\.module))
    let endings = Set(sites.map(\.ending))
    let meant = self.sites.compactMap { family.adapterModule($0.name) }.filter { module in
      endings.contains { module.hasSuffix(".\($0)") }
    }
    return Set(meant) == modules ? endings.sorted() : modules.sorted()
  }

  /// Puts the adapters of a PEFT folder on the model: new ones, or into those there are.
  /// - Throws: `CheckpointError` that names a module the model does not have, or a wrong shape.
  public func readAdapters(from folder: URL, family: any ModelFamily) throws {
    let saved = try AdapterFolder(at: folder)
    let configuration = saved.configuration
    let options = Adapter.Options(
      rank: configuration.rank, alpha: configuration.scale * Double(configuration.rank),
      dropout: configuration.dropout)
    var left = Set(saved.tensors.keys)
    for (name, layer) in sites {
      guard let module = family.adapterModule(name), saved.tensors["\(module).lora_A.weight"] != nil else { continue }
      layer.adapter = Adapter(
        down: .zeros([options.rank, layer.inputs]), up: .zeros([layer.outputs, options.rank]), options: options)
    }
    for site in family.adapted(self) {
      for (name, tensor, layout) in [
        (site.downName, site.adapter.down, WeightMap.Layout.same), (site.upName, site.adapter.up, site.rows),
      ] {
        let stored = try saved.tensor(name, shape: tensor.shape)
        tensor.copy(from: Tensor(stored, shape: tensor.shape, layout: layout, headWidth: decoder.spec.headWidth))
        left.remove(name)
      }
    }
    if let surplus = left.min() {
      throw CheckpointError(
        .unexpectedTensor, file: folder, tensor: surplus, expected: "modules of the \(family.name) family",
        found: "another")
    }
  }
}
