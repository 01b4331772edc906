import Foundation

extension ECG {
  /// Writes the ECG as a WFDB record of format 16: `name.hea` and `name.dat` in `folder`, with initial values and
  /// checksums. Samples are rounded to 1 / `gain` mV and limited to what 16 bits hold; missing ones get the format's
  /// code for that.
  /// - Parameters:
  ///   - gain: Digital units per millivolt: 1000 as in PTB-XL, 200 as in MIMIC-IV-ECG.
  ///   - leads: Which leads, in which order.
  ///   - comments: Lines for the end of the header.
  /// - Throws: What `Data.write` throws.
  public func write(
    record name: String, in folder: URL, gain: Double = 1000, leads: [Lead] = Lead.allCases, comments: [String] = []
  ) throws {
    let format = SampleFormat.littleEndian16
    var samples = [Int16](repeating: 0, count: count * leads.count)
    var header = "\(name) \(leads.count) \(Self.plain(samplesPerSecond)) \(count)\n"
    for (column, lead) in leads.enumerated() {
      var sum: Int16 = 0
      for (frame, millivolts) in self[lead].enumerated() {
        let digital = millivolts.isNaN ? Int16.min : Self.digital(Double(millivolts) * gain)
        samples[frame * leads.count + column] = digital.littleEndian
        sum &+= digital
      }
      let first = count > 0 ? Int16(littleEndian: samples[column]) : 0
      header += "\(name).dat \(format.rawValue) \(Self.plain(gain))(0)/mV 16 0 \(first) \(sum) 0 \(lead.name)\n"
    }
    header += comments.map { "# \($0)\n" }.joined()
    try samples.withUnsafeBytes { Data($0) }.write(to: folder.appending(path: name + ".dat"), options: .atomic)
    try Data(header.utf8).write(to: folder.appending(path: name + ".hea"), options: .atomic)
  }

  private static func digital(_ value: Double) -> Int16 {
    Int16(min(max(value.rounded(), Double(Int16.min) + 1), Double(Int16.max)))
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}
