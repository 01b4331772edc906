import MessagePassing
import Tensors

/// The sum of the gradients of all parts of a batch, those of other ranks too, in the order of a `PartTree`.
///
/// What a rank has is sent in portions while its last backward pass still goes on.
final class GradientSum {
  private let team: Team
  private let tensors: [Tensor]
  private let places: [ObjectIdentifier: Int]
  private let sums: BackgroundSums
  /// Sums of this rank's parts that wait for their right sides, by tensor.
  private var pending: [[Tensor]]
  /// The tensors in the order in which their gradients were complete.
  private var arrivals: [Int] = []
  /// What is sent together; made when the first step has shown in which order gradients come.
  private var parcels: [Parcel] = []
  private var tree = PartTree(parts: 1, ranks: 1)

  /// Floats sent together: enough to make the time that a message takes by itself count for little.
  private static let parcelSize = 1 << 18

  /// - Parameter tensors: what is trained, in the same order on all ranks.
  init(_ tensors: [Tensor], team: Team) {
    self.team = team
    self.tensors = tensors
    places = Dictionary(
      tensors.enumerated().map { (ObjectIdentifier($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
    pending = Array(repeating: [], count: tensors.count)
    sums = BackgroundSums(team)
  }

  deinit { sums.close() }

  /// Begins a batch.
  func begin(_ tree: PartTree) {
    self.tree = tree
    arrivals = []
    for parcel in parcels { parcel.empty() }
  }

  /// Takes over the gradient that a tensor has of a part; parts come in order.
  func take(_ tensor: Tensor, part: Int) {
    guard let place = places[ObjectIdentifier(tensor)], let gradient = tensor.gradient else { return }
    tensor.gradient = nil
    pending[place].append(gradient)
    let share = tree.shares[team.rank]
    for _ in 0..<PartTree.sums(endingWith: part, of: share) {
      let right = pending[place].removeLast()
      // The left side is of an earlier part, whose memory nobody else uses any more.
      if let left = pending[place].last { right.add(into: left) }
    }
    if part + 1 == share.upperBound { complete(place) }
  }

  /// Waits for what the other ranks have and leaves the sums as the tensors' gradients, alike on all ranks.
  /// - Throws: `TeamError`.
  func finish() throws {
    if !team.isAlone {
      if parcels.isEmpty { try pack() }
      for parcel in parcels where !parcel.isSent {
        parcel.fill()
        send(parcel)
      }
      try sums.finish()
      for parcel in parcels { parcel.deliver() }
    }
    for (place, tensor) in tensors.enumerated() {
      precondition(pending[place].count < 2, "every part of a batch must reach the same tensors")
      if team.isAlone { tensor.gradient = pending[place].first }
      pending[place] = []
    }
  }

  private func complete(_ place: Int) {
    guard !team.isAlone else { return }
    arrivals.append(place)
    guard let index = parcels.firstIndex(where: { $0.wants(place) }) else { return }
    if let sum = pending[place].first { parcels[index].put(sum, place) }
    // In order, so that all ranks send the same at the same time.
    for parcel in parcels where !parcel.isSent {
      guard parcel.isFull else { break }
      send(parcel)
    }
  }

  private func send(_ parcel: Parcel) {
    parcel.isSent = true
    sums.add(parcel.numbers, tree.order)
  }

  /// Makes the parcels in the order in which the first rank's gradients came.
  private func pack() throws {
    let order = try team.gathered(arrivals)[0]
    var group: [Int] = []
    for (number, place) in order.enumerated() {
      group.append(place)
      let size = group.reduce(0) { $0 + tensors[$1].count }
      guard size >= Self.parcelSize || number == order.count - 1 else { continue }
      parcels.append(Parcel(group.map { ($0, tensors[$0]) }))
      group = []
    }
    for parcel in parcels {
      for place in parcel.places { if let sum = pending[place].first { parcel.put(sum, place) } }
    }
  }
}

/// The gradients of some tensors, one after the other in one piece of memory.
private final class Parcel {
  private let items: [(place: Int, tensor: Tensor, start: Int)]
  private let memory: Tensor
  private var missing: Set<Int>
  var isSent = false

  init(_ tensors: [(place: Int, tensor: Tensor)]) {
    var start = 0
    items = tensors.map { place, tensor in
      defer { start += tensor.count }
      return (place, tensor, start)
    }
    memory = Tensor(uninitialized: [start])
    missing = Set(tensors.map(\.place))
  }

  var places: [Int] { items.map(\.place) }
  var isFull: Bool { missing.isEmpty }
  var numbers: UnsafeMutableBufferPointer<Float> { memory.elements }

  func wants(_ place: Int) -> Bool { missing.contains(place) }

  func put(_ gradient: Tensor, _ place: Int) {
    guard let item = items.first(where: { $0.place == place }) else { return }
    (memory.pointer + item.start).update(from: gradient.pointer, count: item.tensor.count)
    missing.remove(place)
  }

  /// Takes what did not come for zero.
  func fill() {
    for item in items where missing.contains(item.place) {
      (memory.pointer + item.start).update(repeating: 0, count: item.tensor.count)
    }
    missing = []
  }

  /// Makes room for the gradients of the next batch.
  func empty() {
    isSent = false
    missing = Set(places)
  }

  func deliver() {
    for item in items {
      item.tensor.gradient = Tensor(
        reading: UnsafePointer(memory.pointer + item.start), shape: item.tensor.shape, owner: memory)
    }
  }
}
