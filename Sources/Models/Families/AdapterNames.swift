extension DecoderFamily {
  /// The name that PEFT gives the module behind one of our sites, such as `model.layers.0.self_attn.q_proj`.
  public func adapterModule(_ site: String) -> String? {
    weights.foreign(site + ".weight").map { String($0.name.dropLast(".weight".count)) }
  }
}
