import Foundation

/// The complex arithmetic that filter design needs.
struct Complex: Equatable {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The point of the unit circle at `angle` radians.
  init(angle: Double) { self.init(cos(angle), sin(angle)) }

  var magnitude: Double { hypot(real, imaginary) }

  /// The square root with a non-negative real part.
  var squareRoot: Complex {
    let radius = magnitude
    let part = Complex(((radius + real) / 2).squareRoot(), ((radius - real) / 2).squareRoot())
    return imaginary < 0 ? Complex(part.real, -part.imaginary) : part
  }

  static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }
  static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }
  static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }
  static func / (a: Complex, b: Complex) -> Complex {
    let scale = b.real * b.real + b.imaginary * b.imaginary
    return Complex(
      (a.real * b.real + a.imaginary * b.imaginary) / scale, (a.imaginary * b.real - a.real * b.imaginary) / scale)
  }
}
