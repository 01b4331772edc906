import Experiments
import Foundation
import JSON

/// Where a kernel listens and the key that messages are signed with, as Jupyter writes it for each kernel.
public struct ConnectionFile: Equatable, Sendable {
  package enum Transport: String, Sendable { case tcp, ipc }

  package let transport: Transport
  /// A loopback address, or the stem of socket files.
  package let address: String
  package let key: String
  /// 0 where any free port will do.
  package var ports: [Channel: Int]

  private static let signatureScheme = "hmac-sha256"

  /// One that listens on free ports of the loopback interface, with a key of its own.
  public static func fresh() -> ConnectionFile {
    var random = SystemRandomNumberGenerator()
    let key = (0..<4).map { _ in String(random.next() as UInt64, radix: 16) }.joined(separator: "-")
    let ports = Channel.allCases.map { ($0, 0) }
    return ConnectionFile(
      transport: .tcp, address: "127.0.0.1", key: key, ports: Dictionary(uniqueKeysWithValues: ports))
  }

  private init(transport: Transport, address: String, key: String, ports: [Channel: Int]) {
    self.transport = transport
    self.address = address
    self.key = key
    self.ports = ports
  }

  /// Reads a connection file. Others must not read the key in it: who knows it can run anything here.
  ///
  /// - Parameter notice: told when the file's permissions had to be mended.
  /// - Throws: `DataError` with the file, for one of somebody else, without a key, or with an address that others reach.
  public static func read(_ url: URL, notice: (String) -> Void) throws -> ConnectionFile {
    let file = try PrivateFile(url)
    do {
      let connection = try ConnectionFile(JSONParser.parse(file.contents), file: url.path)
      try file.close(notice: notice)
      return connection
    } catch let error as JSONError { throw DataError("\(url.path) is no connection file: \(error).") }
  }

  package init(_ json: JSONValue, file: String) throws {
    func complaint(_ what: String) -> DataError { DataError("\(file) is no connection file for this kernel: \(what).") }
    let name = json["transport"]?.string ?? Transport.tcp.rawValue
    guard let transport = Transport(rawValue: name) else { throw complaint("its transport is \(name), not tcp or ipc") }
    let scheme = json["signature_scheme"]?.string ?? Self.signatureScheme
    guard scheme == Self.signatureScheme else {
      throw complaint("its messages are signed by \(scheme), not \(Self.signatureScheme)")
    }
    guard let key = json["key"]?.string, !key.isEmpty else {
      throw complaint("it has no key, so anybody on this machine could run anything here")
    }
    guard let address = json["ip"]?.string, !address.isEmpty else { throw complaint("it has no ip") }
    guard transport == .ipc || Self.isLoopback(address) else {
      throw complaint("its address \(address) can be reached from other machines, and this kernel listens on 127.0.0.1")
    }
    var ports: [Channel: Int] = [:]
    for channel in Channel.allCases {
      guard let port = json[channel.portKey]?.number, (0...65_535).contains(port), port == port.rounded() else {
        throw complaint("\(channel.portKey) is \(json[channel.portKey]?.kind ?? "missing"), not a port")
      }
      ports[channel] = Int(port)
    }
    self.init(transport: transport, address: address, key: key, ports: ports)
  }

  /// 127.0.0.0/8, ::1 and `localhost` (RFC 1122, RFC 4291, RFC 6761).
  private static func isLoopback(_ address: String) -> Bool {
    if address == "localhost" || address == "::1" { return true }
    let parts = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && parts[0] == 127 && parts.allSatisfy { $0 != nil }
  }

  /// Where a socket binds.
  package func endpoint(_ channel: Channel) -> String {
    let port = ports[channel] ?? 0
    switch transport {
    case .ipc: return "ipc://\(address)-\(port)"
    case .tcp:
      // A name could lead elsewhere.
      let host = address == "localhost" ? "127.0.0.1" : address == "::1" ? "[::1]" : address
      return "tcp://\(host):\(port == 0 ? "*" : "\(port)")"
    }
  }

  private var json: JSONValue {
    let members: [(key: String, value: JSONValue)] = [
      ("transport", .string(transport.rawValue)), ("ip", .string(address)), ("key", .string(key)),
      ("signature_scheme", .string(Self.signatureScheme)), ("kernel_name", .string(KernelSpec.name)),
    ]
    return .object(members + Channel.allCases.map { ($0.portKey, .number(Double(ports[$0] ?? 0))) })
  }

  /// Writes the file so that its owner alone can read it.
  /// - Throws: `DataError`.
  public func write(_ url: URL) throws {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try PrivateFile.write(Data((json.indentedText + "\n").utf8), to: url)
  }
}
