extension SignalGroup {
  /// In the records of the PhysioNet/CinC challenges the signal file is a MATLAB version 4 matrix: 20 bytes of five
  /// 32-bit numbers (type, rows, columns, imaginary part, length of the name), the name, and the samples column by
  /// column, which WFDB reads as format 16 from byte 24 on.
  /// - Throws: `SignalError.damaged` when a `.mat` file holds another kind of matrix than the header says.
  func checkMatrix(_ bytes: UnsafeBufferPointer<UInt8>) throws(SignalError) {
    guard path.hasSuffix(".mat"), bytes.count >= Self.matrixHeaderBytes else { return }
    let raw = UnsafeRawBufferPointer(bytes)
    func number(_ index: Int) -> Int {
      Int(Int32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * index, as: Int32.self)))
    }
    let rows = signals.reduce(0) { $0 + $1.samplesPerFrame }
    guard number(0) == Self.littleEndianInt16, number(1) == rows, number(3) == 0 else {
      throw .damaged(
        file: path,
        what:
          "expected a MATLAB 4 matrix of 16-bit integers with \(rows) rows, found type \(number(0)) with \(number(1))")
    }
    guard number(4) >= 0, signals[0].byteOffset == Self.matrixHeaderBytes + number(4) else {
      throw .damaged(
        file: path,
        what:
          "its samples start at byte \(Self.matrixHeaderBytes + number(4)), the header says \(signals[0].byteOffset)")
    }
  }

  private static let matrixHeaderBytes = 20
  /// Type code 30: little-endian (0), 16-bit signed integers (3), a full matrix (0).
  private static let littleEndianInt16 = 30
}
