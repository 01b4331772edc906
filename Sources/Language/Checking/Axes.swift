// Second phase: what `vary` and `tie` say.
extension Checker {
  mutating func vary(_ paths: [Name], _ values: Value, to draft: inout Draft, _ context: inout BlockContext) {
    for path in paths {
      if let first = context.varied.updateValue(path.place, forKey: path.text) {
        complain(.variedTwice(path, first: first))
      }
    }
    let targets = paths.map { target($0) }
    guard !targets.contains(nil), let written = expanded(values, paths[0].text) else { return }
    var points: [[Value]] = []
    var seen: Set<String> = []
    for value in written {
      guard let parts = parts(value, count: paths.count) else { continue }
      let resolved = zip(parts, targets).map { part, target in axisValue(part, target, draft.configuration) }
      let point = resolved.compactMap { $0 }
      guard point.count == paths.count else { continue }
      let text = point.map(\.description).joined(separator: ", ")
      if seen.insert(text).inserted {
        points.append(point)
      } else {
        complain(.repeatedValue(ValuePrinter.inline(value), paths.map(\.text).joined(separator: ", "), value.place))
      }
    }
    for path in paths { draft.pin(path.text) }
    draft.axes.append(Draft.Axis(paths: paths, points: points))
  }

  /// The values of an axis, from a list or a range.
  private mutating func expanded(_ written: Value, _ path: String) -> [Value]? {
    let values = written.replacing(resolver.bindings)
    switch values.kind {
    case .list(let elements):
      if elements.isEmpty { complain(.nothingToVary(path, values.place)) }
      return elements.isEmpty ? nil : elements
    case .range(let first, let last, let step):
      if let numbers = Range(first, last, step).numbers(limit: Self.mostCells) {
        return numbers.map { Value(.number($0), values.place) }
      }
      complain(.nothingToVary(path, values.place, label: "from low to high, by a positive step"))
      return nil
    default:
      complain(
        .missing("a list or a range", found: values.phrase, values.place, notes: [.init(.help, "[a, b, c] or 1..3")]))
      return nil
    }
  }

  private mutating func parts(_ value: Value, count: Int) -> [Value]? {
    if count == 1 { return [value] }
    guard case .tuple(let elements) = value.kind else {
      complain(.unevenTie(1, count, value.place))
      return nil
    }
    if elements.count == count { return elements }
    complain(.unevenTie(elements.count, count, value.place))
    return nil
  }

  /// Values of options are resolved once; those of parameters wait for the choice of each cell.
  private mutating func axisValue(_ value: Value, _ target: NameTable.Target?, _ configuration: Configuration) -> Value?
  {
    guard case .option(let index)? = target else { return value }
    return resolver.resolve(value, as: catalog.options[index])
  }

  /// The numbers of a range; decimal steps stay decimal (`0.1..0.3 by 0.1` ends with 0.3).
  private struct Range {
    let first: Number
    let last: Number
    let step: Number?

    init(_ first: Number, _ last: Number, _ step: Number?) {
      (self.first, self.last, self.step) = (first, last, step)
    }

    func numbers(limit: Int) -> [Number]? {
      let unit = last.unit ?? first.unit
      guard [first.unit, step?.unit].allSatisfy({ $0 == nil || $0 == unit }) else { return nil }
      let stride = step?.value ?? 1
      guard stride > 0, last.value >= first.value else { return nil }
      let count = ((last.value - first.value) / stride + 1e-9).rounded(.down) + 1
      guard count <= Double(limit) else { return nil }
      let scale = decimalScale(stride)
      return (0..<Int(count)).map { index in
        let scaled = (first.value * scale).rounded() + Double(index) * (stride * scale).rounded()
        return Number(scale == 0 ? first.value + Double(index) * stride : scaled / scale, unit)
      }
    }

    /// The power of ten that makes both start and step whole, or 0.
    private func decimalScale(_ stride: Double) -> Double {
      var scale = 1.0
      while scale <= 1e12 {
        let isWhole = [first.value, stride].allSatisfy {
          abs($0 * scale - ($0 * scale).rounded()) < 1e-9 * scale.squareRoot()
        }
        if isWhole, abs(first.value) * scale < 1e15 { return scale }
        scale *= 10
      }
      return 0
    }
  }
}
