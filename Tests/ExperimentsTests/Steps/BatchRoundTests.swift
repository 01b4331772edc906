import Experiments
import Testing

struct BatchRoundTests {
  @Test func `the batches of all rounds cover the list once, whoever takes them`() {
    for ranks in 1...4 {
      var round = BatchRound(of: 3, in: 2..<20, ranks: ranks)
      var places: [Int] = []
      while !round.isEmpty {
        #expect(round.start == 2 + places.count)
        places += round.batches.flatMap(Array.init)
        round = round.next
      }
      #expect(places == Array(2..<20), "\(ranks) ranks")
    }
  }
}
