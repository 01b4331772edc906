import CKernels
import Parallel

/// The right factor b of products [depth, columns], laid out once for the tiles that multiply it.
struct Packing {
  let depth, columns: Int
  let precision: meit_precision
  private let base: UnsafeMutablePointer<Float>

  /// The floats that it takes.
  static func size(depth: Int, columns: Int, _ precision: meit_precision) -> Int {
    meit_product_packed_size(precision, depth, columns)
  }

  /// Lays out `b` at `base`, which has room for `size` floats.
  init(_ b: Matrix, _ precision: meit_precision, at base: UnsafeMutablePointer<Float>, isParallel: Bool) {
    depth = b.rows
    columns = b.columns
    self.precision = precision
    self.base = base
    guard isParallel else {
      meit_product_pack(precision, b.kernel, depth, columns, 0, panels, base)
      return
    }
    let (depth, columns) = (depth, columns)
    Pool.forEachRange(panels, grain: max(1, 65_536 / (max(1, depth) * panel))) { range in
      meit_product_pack(precision, b.kernel, depth, columns, range.lowerBound, range.upperBound, base)
    }
  }

  /// Calls `body` with a packing that lives as long as the call.
  static func with(_ b: Matrix, isParallel: Bool, _ body: (Packing) -> Void) {
    let precision = Precision.current.kernel
    let room = BufferCache.take(size(depth: b.rows, columns: b.columns, precision))
    defer { BufferCache.give(room) }
    body(Packing(b, precision, at: room.base, isParallel: isParallel))
  }

  /// Columns that lie together.
  private var panel: Int { meit_product_panel(precision) }
  private var panels: Int { (columns + panel - 1) / panel }

  /// c = factor * a b, or c += factor * a b when `accumulating`, on the calling thread.
  func multiply(_ a: Matrix, in c: Matrix, factor: Float, accumulating: Bool) {
    multiply(a, panels: 0..<panels, in: c, factor, accumulating)
  }

  /// The same on the pool: bands of rows by strips of panels, each of which lays out its rows of `a` for itself. A strip
  /// is wide, so that this is a small part of its work; which strips there are changes no bit.
  func multiplyInParallel(_ a: Matrix, in c: Matrix, factor: Float, accumulating: Bool) {
    let height = min(a.rows, meit_product_rows(precision))
    let bands = (a.rows + height - 1) / height
    let wanted = min(panels, max(1, Pool.threads * Self.piecesPerThread / bands))
    let share = max((panels + wanted - 1) / wanted, Product.leastWork / max(1, height * depth * panel))
    let strips = (panels + share - 1) / share
    Pool.forEach(bands * strips) { piece in
      let rows = piece / strips * height..<min(a.rows, (piece / strips + 1) * height)
      let first = piece % strips * share
      multiply(a.rows(rows), panels: first..<min(panels, first + share), in: c.rows(rows), factor, accumulating)
    }
  }

  /// Enough that a thread which is held up leaves its share to the others.
  private static let piecesPerThread = 4

  private func multiply(_ a: Matrix, panels: Range<Int>, in c: Matrix, _ factor: Float, _ accumulating: Bool) {
    meit_product_multiply(
      precision, a.kernel, a.rows, depth, base, columns, panels.lowerBound, panels.upperBound, c.base, c.stride, factor,
      accumulating ? 1 : 0)
  }
}
