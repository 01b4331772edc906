import CKernels
import Parallel

/// The left factor a of products [rows, depth], laid out for the tiles: once for several products with panels of the
/// right factor, or by each product on its way.
struct LeftPacking {
  private let source: Matrix
  /// nil on the way.
  private let base: UnsafeMutablePointer<Float>?

  /// Laid out on the way.
  init(_ a: Matrix) { self.init(a, at: nil) }

  private init(_ a: Matrix, at base: UnsafeMutablePointer<Float>?) {
    source = a
    self.base = base
  }

  /// Calls `body` with a packing of `a` for so many products; it lives as long as the call.
  static func with(_ a: Matrix, _ precision: meit_precision, products: Int, _ body: (LeftPacking) -> Void) {
    guard products > 1, a.rows * a.columns >= leastShared else { return body(LeftPacking(a)) }
    let room = BufferCache.take(meit_product_left_size(precision, a.rows, a.columns))
    defer { BufferCache.give(room) }
    let packing = LeftPacking(a, at: room.base)
    Pool.forEachRange(packing.tiles, grain: max(1, grain / (tile * max(1, a.columns)))) { range in
      meit_product_pack_left(
        precision, a.kernel, a.rows, a.columns, range.lowerBound, range.upperBound, room.base)
    }
    body(packing)
  }

  /// The elements from which one layout for all costs less than the threads' wait for it.
  private static let leastShared = 1 << 15
  /// The elements that a piece of work lays out.
  private static let grain = 1 << 15

  private static var tile: Int { meit_product_tile_rows() }
  private var tiles: Int { (source.rows + Self.tile - 1) / Self.tile }

  /// The factor from a row on, which starts a tile.
  func factor(from row: Int) -> meit_left_factor {
    let rows = source.rows(row..<source.rows).kernel
    guard let base else { return meit_left_factor(source: rows, packed: nil, tiles: 0) }
    return meit_left_factor(source: rows, packed: base + row / Self.tile * meit_product_tile_size(), tiles: tiles)
  }
}
