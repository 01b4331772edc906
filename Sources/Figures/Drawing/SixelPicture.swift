/// A figure's PNG picture as sixels. gnuplot's own sixel terminal knows neither dashes nor smooth edges, so it is given
/// the finished picture.
struct SixelPicture {
  /// More would make a figure of a page's width wider than most windows.
  static let mostDotsPerInch = 120.0

  let dotsPerInch: Double
  private let width: Int
  private let height: Int

  init(_ size: Figure.Size, dotsPerInch: Double) {
    let dots = max(dotsPerInch, 1)
    self.dotsPerInch = dots
    // As the house style makes a picture of whole pixels.
    (width, height) = (Int(size.width / 25.4 * dots + 0.5), Int(size.height / 25.4 * dots + 0.5))
  }

  /// Draws the PNG picture in this size.
  var setup: String { "format = 'png'\ndots_per_inch = \(Numeral.exact(dotsPerInch))\n" }

  /// The commands that make `NAME.sixel` of `NAME.png`.
  func conversion(_ name: String) -> String {
    """
    set terminal sixelgd truecolor size \(width), \(height)
    set output '\(name).sixel'
    unset border; unset tics; unset key
    set lmargin 0; set rmargin 0; set tmargin 0; set bmargin 0
    set xrange [-0.5:\(width - 1).5]; set yrange [-0.5:\(height - 1).5]
    plot '\(name).png' binary filetype=png with rgbimage notitle
    unset output

    """
  }
}
