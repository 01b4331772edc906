import Experiments
import Foundation
import JSON
import Notebook
import Testing

@Suite struct ConnectionFileTests {
  private static func json(_ changes: [(String, JSONValue)] = []) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("transport", "tcp"), ("ip", "127.0.0.1"), ("key", "abc"), ("signature_scheme", "hmac-sha256"),
      ("shell_port", 1), ("control_port", 2), ("iopub_port", 3), ("stdin_port", 4), ("hb_port", 5),
    ]
    for (key, value) in changes {
      members.removeAll { $0.key == key }
      members.append((key, value))
    }
    return .object(members)
  }

  private func complaint(_ changes: [(String, JSONValue)]) -> String {
    do {
      _ = try ConnectionFile(Self.json(changes), file: "k.json")
      return ""
    } catch { return "\(error)" }
  }

  @Test func socketsBindToTheLoopbackInterface() throws {
    let file = try ConnectionFile(Self.json(), file: "k.json")
    #expect(file.endpoint(.shell) == "tcp://127.0.0.1:1")
    #expect(file.endpoint(.heartbeat) == "tcp://127.0.0.1:5")
    #expect(try ConnectionFile(Self.json([("ip", "localhost")]), file: "").endpoint(.input) == "tcp://127.0.0.1:4")
    #expect(ConnectionFile.fresh().endpoint(.control) == "tcp://127.0.0.1:*")
    for address in ["0.0.0.0", "10.0.0.1", "*", "eth0", "127.0.0.1.example.org", "::"] {
      #expect(complaint([("ip", .string(address))]).contains("can be reached from other machines"))
    }
  }

  @Test func whatIsMissingIsNamed() {
    #expect(complaint([("key", "")]).contains("it has no key"))
    #expect(complaint([("signature_scheme", "hmac-md5")]).contains("signed by hmac-md5"))
    #expect(complaint([("transport", "udp")]).contains("its transport is udp"))
    #expect(complaint([("hb_port", 70_000)]).contains("hb_port is the number 70000"))
    #expect(complaint([("shell_port", .null)]).contains("shell_port is null"))
  }

  @Test func othersCannotReadTheFile() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "connection-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let connection = ConnectionFile.fresh()
    try connection.write(file)
    func mode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }
    #expect(try mode() == 0o600)
    var notices: [String] = []
    #expect(try ConnectionFile.read(file) { notices.append($0) } == connection)
    #expect(notices.isEmpty)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    _ = try ConnectionFile.read(file) { notices.append($0) }
    #expect(try mode() == 0o600)
    #expect(notices.count == 1 && notices[0].contains("mode 644"))
  }

  @Test func aFileOfAnotherKindIsLeftAsItIs() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "notes-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("notes".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    #expect(throws: DataError.self) { try ConnectionFile.read(file) { _ in Issue.record("it was changed") } }
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o644)
  }

  @Test func whatIsNoFileIsRefused() {
    #expect(throws: DataError.self) { try ConnectionFile.read(URL(filePath: "/nowhere.json")) { _ in } }
    #expect(throws: DataError.self) { try ConnectionFile.read(FileManager.default.temporaryDirectory) { _ in } }
  }

  @Test func twoKernelsHaveTwoKeys() {
    #expect(ConnectionFile.fresh().key != ConnectionFile.fresh().key)
    #expect(ConnectionFile.fresh().key.count > 40)
  }
}
