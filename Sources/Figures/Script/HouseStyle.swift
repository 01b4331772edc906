/// The plotting style of `Plots/house.gp`, built into the library so that a script needs no other file.
enum HouseStyle {
  static let text = String(decoding: PackageResources.house_gp, as: UTF8.self)
}
