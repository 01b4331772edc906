// The messages of MLflow's REST API 2.0; its names in camel case.
extension MLflowClient {
  struct Pair: Encodable {
    let key: String
    let value: String
  }

  struct Metric: Encodable {
    let key: String
    let value: Double
    let timestamp: Int
    let step: Int
  }

  struct NewRun: Encodable {
    let experimentId: String
    let runName: String
    let startTime: Int
    let tags: [Pair]
  }

  struct Batch: Encodable {
    let runId: String
    var params: [Pair] = []
    var metrics: [Metric] = []
  }

  struct Ending: Encodable {
    let runId: String
    let status: String
    let endTime: Int
  }

  struct Run: Decodable {
    let info: Info

    struct Info: Decodable {
      let runId: String
      let status: String
      let artifactUri: String
    }
  }

  struct CreatedRun: Decodable { let run: Run }

  struct Search: Encodable {
    let experimentIds: [String]
    let filter: String
    let maxResults: Int
  }

  /// Without any run the field is left out.
  struct FoundRuns: Decodable { let runs: [Run]? }

  struct FoundExperiment: Decodable { let experiment: Experiment }
  struct Experiment: Decodable { let experimentId: String }
  struct Nothing: Decodable {}
}
