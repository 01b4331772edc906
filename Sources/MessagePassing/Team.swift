import CMPI
import Foundation

/// The processes of one launch by `mpirun` or `srun`, which do the same run together. Each is called by its rank.
///
/// Every function here that says "all ranks" waits for the others, so all must call it, in the same order; and one
/// thread at a time.
public final class Team: Sendable {
  /// Counted from 0.
  public let rank: Int
  /// How many processes there are.
  public let count: Int

  init(rank: Int, count: Int) {
    self.rank = rank
    self.count = count
  }

  /// A process that was not launched with others: nothing waits and nothing is sent.
  public static let alone = Team(rank: 0, count: 1)

  /// The rank that writes what there is to write.
  public var isFirst: Bool { rank == 0 }
  public var isAlone: Bool { count == 1 }

  /// What each rank has, by rank, on all ranks: lists that may differ in their lengths.
  /// - Throws: `TeamError`.
  public func gathered<Element: BitwiseCopyable>(_ own: [Element]) throws(TeamError) -> [[Element]] {
    guard !isAlone else { return [own] }
    let lengths = try gatheredBytes([own.count], each: Array(repeating: 1, count: count))
    let all = try gatheredBytes(own, each: lengths)
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return Array(all[start..<start + length])
    }
  }

  /// What each rank has, by rank, on all ranks.
  /// - Throws: `TeamError`.
  public func gathered<Element: BitwiseCopyable>(_ own: Element) throws(TeamError) -> [Element] {
    isAlone ? [own] : try gatheredBytes([own], each: Array(repeating: 1, count: count))
  }

  /// Whether it is true on any rank; the answer is the same on all ranks.
  /// - Throws: `TeamError`.
  public func any(_ isTrue: Bool) throws(TeamError) -> Bool {
    isAlone ? isTrue : try gathered(isTrue).contains(true)
  }

  /// Does something on all ranks, which ends well only if it does everywhere.
  /// - Throws: `TeamFailure`, on all ranks, when something was thrown on any; alone, what was thrown.
  public func together<Result>(_ body: () throws -> Result) throws -> Result {
    guard !isAlone else { return try body() }
    let own = Swift.Result(catching: body)
    var reason: [UInt8] = []
    if case .failure(let error) = own { reason = Array("\(error)".utf8) }
    guard try any(!reason.isEmpty) else { return try own.get() }
    let reasons = try gathered(reason)
    let rank = reasons.firstIndex { !$0.isEmpty } ?? 0
    throw TeamFailure(rank: rank, reason: String(decoding: reasons[rank], as: UTF8.self))
  }

  /// What the first rank says, on all ranks.
  /// - Throws: `TeamError`.
  public func told<Message: Codable>(_ message: Message?) throws -> Message {
    let text = try message.map { [UInt8](try JSONEncoder().encode($0)) } ?? []
    let all = try gathered(isFirst ? text : [])
    return try JSONDecoder().decode(Message.self, from: Data(all[0]))
  }

  /// Overwrites numbers with those of the first rank.
  /// - Throws: `TeamError`.
  public func spread(_ numbers: UnsafeMutableBufferPointer<Float>) throws(TeamError) {
    guard !isAlone, let base = numbers.baseAddress else { return }
    // MPI counts in 32 bits.
    let most = 1 << 28
    for start in stride(from: 0, to: numbers.count, by: most) {
      let bytes = min(most, numbers.count - start) * MemoryLayout<Float>.size
      try check(cmpi_broadcast_bytes(base + start, Int32(bytes)))
    }
  }

  /// The lists of all ranks one after the other, their lengths being known.
  private func gatheredBytes<Element: BitwiseCopyable>(
    _ own: [Element], each lengths: [Int]
  ) throws(TeamError) -> [Element] {
    let size = MemoryLayout<Element>.stride
    let layout = Layout(lengths.map { $0 * size })
    var status: Int32 = 0
    let total = lengths.reduce(0, +)
    let all = [Element](unsafeUninitializedCapacity: total) { buffer, initialized in
      status = own.withUnsafeBytes { sent in
        cmpi_gather_bytes(sent.baseAddress, Int32(sent.count), buffer.baseAddress, layout.counts, layout.starts)
      }
      initialized = total
    }
    try check(status)
    return all
  }

  func check(_ status: Int32) throws(TeamError) {
    guard status != 0 else { return }
    throw .communication(reason: reasonInWords { cmpi_describe(status, $0, $1) })
  }
}

/// Counts and starts of the ranks' parts, as MPI wants them.
struct Layout {
  let counts: [Int32]
  let starts: [Int32]

  init(_ lengths: [Int]) {
    counts = lengths.map(Int32.init)
    var start: Int32 = 0
    starts = counts.map { count in
      defer { start += count }
      return start
    }
  }
}

/// A text that C writes.
func reasonInWords(_ write: (UnsafeMutablePointer<CChar>, Int) -> Void) -> String {
  var text = [CChar](repeating: 0, count: 512)
  text.withUnsafeMutableBufferPointer { buffer in
    if let base = buffer.baseAddress { write(base, buffer.count) }
  }
  return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// Why ranks could not work together.
public enum TeamError: Error, Equatable, CustomStringConvertible {
  /// The launcher's MPI cannot be used.
  case launch(reason: String)
  /// A message did not get through.
  case communication(reason: String)

  public var description: String {
    switch self {
    case .launch(let reason): "this was launched as one of several ranks, but they cannot be joined: \(reason)"
    case .communication(let reason): "the ranks lost each other: \(reason)"
    }
  }
}

/// A rank failed at what all do together, and all know it.
public struct TeamFailure: Error, Equatable, CustomStringConvertible {
  /// The first of those that failed.
  public let rank: Int
  public let reason: String

  public var description: String { rank == 0 ? reason : "rank \(rank): \(reason)" }
}
