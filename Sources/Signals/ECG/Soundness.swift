extension ECG {
  /// The leads whose samples all have one value.
  public var flatLeads: [Lead] {
    Lead.allCases.filter { lead in
      let samples = self[lead]
      guard let first = samples.first, !first.isNaN else { return false }
      return samples.allSatisfy { $0 == first }
    }
  }

  /// Checks that every lead is there, complete and alive.
  /// - Throws: The first flaw, in the name of `record`: missing leads, missing samples, flat leads.
  public func requireSound(record: String) throws(SignalError) {
    let missing = missingLeads
    guard missing.isEmpty else { throw .missingLeads(record: record, missing) }
    for lead in Lead.allCases {
      let holes = self[lead].count(where: \.isNaN)
      guard holes == 0 else { throw .missingSamples(record: record, lead: lead, count: holes) }
    }
    let flat = flatLeads
    guard flat.isEmpty else { throw .flat(record: record, flat) }
  }
}
