import CKernels
import Parallel

/// The right factor b of products [depth, columns], laid out for the tiles that multiply it: beforehand, or on the way
/// where that is as fast.
struct Packing {
  let depth, columns: Int
  let precision: meit_precision
  private let source: meit_matrix
  /// nil on the way.
  private let base: UnsafeMutablePointer<Float>?

  private init(_ b: Matrix, _ precision: meit_precision, at base: UnsafeMutablePointer<Float>? = nil) {
    (depth, columns) = (b.rows, b.columns)
    self.precision = precision
    source = b.kernel
    self.base = base
  }

  /// Calls `body` with a packing of `b` for left factors of so many rows; it lives as long as the call.
  static func with(_ b: Matrix, rows: Int, isParallel: Bool, _ body: (Packing) -> Void) {
    let precision = Precision.current.kernel
    if rows <= blocksOnTheWay * meit_product_rows() { return body(Packing(b, precision)) }
    let room = BufferCache.take(meit_product_right_size(precision, b.rows, b.columns))
    defer { BufferCache.give(room) }
    let packing = Packing(b, precision, at: room.base)
    packing.layOut(at: room.base, isParallel: isParallel)
    body(packing)
  }

  /// The blocks of rows for which laying out again each time costs no more than writing it to memory.
  private static let blocksOnTheWay = 2

  private func layOut(at base: UnsafeMutablePointer<Float>, isParallel: Bool) {
    guard isParallel else { return meit_product_pack_right(precision, source, depth, columns, 0, panels, base) }
    Pool.forEachRange(panels, grain: max(1, 65_536 / (max(1, depth) * panel))) { range in
      meit_product_pack_right(precision, source, depth, columns, range.lowerBound, range.upperBound, base)
    }
  }

  /// Columns that lie together.
  private var panel: Int { meit_product_panel() }
  private var panels: Int { (columns + panel - 1) / panel }

  /// c = factor * a b, or c += factor * a b when `accumulating`, on the calling thread.
  func multiply(_ a: Matrix, in c: Matrix, factor: Float, accumulating: Bool) {
    multiply(LeftPacking(a), rows: 0..<a.rows, panels: 0..<panels, in: c, factor, accumulating)
  }

  /// The same on the pool.
  func multiplyInParallel(_ a: Matrix, in c: Matrix, factor: Float, accumulating: Bool) {
    LeftPacking.with(a, precision, products: pieces(a.rows).strips) {
      multiplyInParallel($0, in: c, factor: factor, accumulating: accumulating)
    }
  }

  /// The same of a left factor that is laid out.
  func multiplyInParallel(_ left: LeftPacking, in c: Matrix, factor: Float, accumulating: Bool) {
    let (height, bands, share, strips) = pieces(c.rows)
    Pool.forEach(bands * strips) { piece in
      let top = piece / strips * height
      let first = piece % strips * share
      multiply(
        left, rows: top..<min(c.rows, top + height), panels: first..<min(panels, first + share), in: c, factor,
        accumulating)
    }
  }

  /// Bands of rows by strips of panels, equally many for each thread. Which there are changes no bit.
  private func pieces(_ rows: Int) -> (height: Int, bands: Int, share: Int, strips: Int) {
    let (most, threads) = (meit_product_rows(), Pool.threads)
    let least = (rows + most - 1) / most
    let even = least > threads ? (least + threads - 1) / threads * threads : least
    let height = min(most, Self.wholeTiles((rows + even - 1) / even))
    let bands = (rows + height - 1) / height
    let wanted = min(panels, (threads * Self.piecesPerThread + bands - 1) / bands)
    let share = max((panels + wanted - 1) / wanted, Product.leastWork / max(1, height * depth * panel))
    return (height, bands, share, (panels + share - 1) / share)
  }

  /// Enough that a thread which is held up leaves some of its share to the others.
  private static let piecesPerThread = 2

  /// Rows rounded up to whole tiles: no band ends within one but the last.
  private static func wholeTiles(_ rows: Int) -> Int {
    let tile = meit_product_tile_rows()
    return (rows + tile - 1) / tile * tile
  }

  private func multiply(
    _ a: LeftPacking, rows: Range<Int>, panels: Range<Int>, in c: Matrix, _ factor: Float, _ accumulating: Bool
  ) {
    let right = meit_right_factor(source: source, packed: base)
    meit_product_multiply(
      precision, a.factor(from: rows.lowerBound), rows.count, depth, right, columns, panels.lowerBound,
      panels.upperBound, c.rows(rows).base, c.stride, factor, accumulating ? 1 : 0)
  }
}
