import Foundation

/// Adds a sine of the given amplitude by turning a pointer by `cycles` of a circle per sample.
func addSine(to row: inout [Float], amplitude: Double, cycles: Double, phase: Double) {
  let turn = SIMD2(cos(2 * .pi * cycles), sin(2 * .pi * cycles))
  var pointer = SIMD2(amplitude * cos(phase), amplitude * sin(phase))
  for index in row.indices {
    row[index] += Float(pointer.y)
    pointer = SIMD2(pointer.x * turn.x - pointer.y * turn.y, pointer.x * turn.y + pointer.y * turn.x)
  }
}
