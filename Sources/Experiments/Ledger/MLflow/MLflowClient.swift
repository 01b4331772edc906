import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends finished steps to an MLflow server by its REST API 2.0.
public struct MLflowClient: Sendable {
  /// The server: `http://127.0.0.1:5000`.
  public let server: URL
  private static let timeoutSeconds = 30.0

  /// The value of the `Authorization` header; nil for a server that asks for none.
  private let authorization: String?

  public init(server: URL, authorization: String? = nil) {
    self.server = server
    self.authorization = authorization
  }

  /// The server and the login that MLflow's own client would take from the environment: `MLFLOW_TRACKING_TOKEN`, or
  /// `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`.
  public init(server: URL, environment: [String: String]) {
    let user = environment["MLFLOW_TRACKING_USERNAME"].map { "\($0):\(environment["MLFLOW_TRACKING_PASSWORD"] ?? "")" }
    self.init(
      server: server,
      authorization: environment["MLFLOW_TRACKING_TOKEN"].map { "Bearer \($0)" }
        ?? user.map { "Basic \(Data($0.utf8).base64EncodedString())" })
  }

  /// The server names its fields in snake case.
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  /// The answer to a call that succeeded.
  ///
  /// - Parameters:
  ///   - method: `GET` or `POST`.
  ///   - path: below `api/2.0/mlflow`: `runs/create`.
  ///   - query: for `GET`.
  /// - Throws: `MLflowError`.
  func call<Answer: Decodable>(
    _ method: String, _ path: String, query: [URLQueryItem] = [], body: (any Encodable)? = nil,
    as type: Answer.Type = Answer.self
  ) async throws -> Answer {
    var url = server.appending(path: "api/2.0/mlflow").appending(path: path)
    if !query.isEmpty { url.append(queryItems: query) }
    var request = URLRequest(url: url)
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    if let body { request.httpBody = try Self.encoder.encode(body) }
    let answer = try await send(request, method)
    do { return try Self.decoder.decode(type, from: answer) } catch {
      throw MLflowError.unreadable(url: url.absoluteString, what: "\(error)")
    }
  }

  /// Uploads a file to a server that serves artifacts itself (`mlflow-artifacts`).
  ///
  /// - Parameter path: the run's artifact path below the server's root, and the file's name.
  func upload(_ file: URL, to path: String) async throws {
    var request = URLRequest(
      url: server.appending(path: "api/2.0/mlflow-artifacts/artifacts").appending(path: path))
    request.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
    request.httpBody = try Disk.read(file)
    _ = try await send(request, "PUT")
  }

  private func send(_ request: URLRequest, _ method: String) async throws -> Data {
    var request = request
    request.httpMethod = method
    request.timeoutInterval = Self.timeoutSeconds
    if let authorization { request.setValue(authorization, forHTTPHeaderField: "Authorization") }
    let address = request.url?.absoluteString ?? server.absoluteString
    let (body, response): (Data, URLResponse)
    do { (body, response) = try await URLSession.shared.data(for: request) } catch {
      throw MLflowError.unreachable(url: address, reason: error.localizedDescription)
    }
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard (200..<300).contains(status) else {
      let failure = try? Self.decoder.decode(Failure.self, from: body)
      throw MLflowError.refused(
        url: address, status: status, code: failure?.errorCode ?? "",
        message: failure?.message ?? String(decoding: body.prefix(200), as: UTF8.self))
    }
    return body
  }

  private struct Failure: Decodable {
    let errorCode: String
    let message: String?
  }
}

/// Why a step could not be sent to MLflow; the step itself is safe in the ledger.
public enum MLflowError: Error, Equatable, Sendable, CustomStringConvertible {
  case unreachable(url: String, reason: String)
  case refused(url: String, status: Int, code: String, message: String)
  case unreadable(url: String, what: String)
  /// The run keeps its artifacts where only MLflow's own client can write.
  case noUpload(artifacts: String)

  public var description: String {
    switch self {
    case .unreachable(let url, let reason): "the MLflow server does not answer at \(url): \(reason)"
    case .refused(let url, let status, let code, let message):
      "the MLflow server refused \(url) with \(status) \(code): \(message)"
    case .unreadable(let url, let what): "expected an answer of MLflow's REST API 2.0 from \(url), found \(what)"
    case .noUpload(let artifacts):
      "files can only be sent to a server started with --serve-artifacts; this one keeps them in \(artifacts)"
    }
  }
}
