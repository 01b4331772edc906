# House style of all figures. A figure's script sets `name`, `width` and `height` (mm) before this, and draws after it.
# Other formats from the same script: gnuplot -e "format='svg'" figure.gp

if (!exists("format")) format = 'pdf'

# Wong, Nature Methods 8, 441 (2011): told apart by colour-blind readers; yellow last, it is weak on white.
colours = '#0072B2 #D55E00 #009E73 #CC79A7 #E69F00 #56B4E9 #000000 #F0E442'
colour(n) = word(colours, 1 + (n - 1) % 8)
# Filled shapes; the hollow twin is one less. Seven against eight colours: 56 series before a pair repeats.
shapes = '7 5 9 13 11 15 3'
filled(n) = int(word(shapes, 1 + (n - 1) % 7))
hollow(n) = filled(n) == 3 ? 2 : filled(n) - 1

ink = '#222222'
background = '#FFFFFF'
faint = '#D9D9D9'
quiet = '#777777'
line_width = 1.3
hair_width = 0.5
point_size = 0.55
band_opacity = 0.18
font_size = 8
# Reports under an ECG: letters of one width, so that the highlights lie behind the words.
units = format eq 'svg' ? 96 / 72.0 : 1
fixed_font = sprintf('DejaVu Sans Mono,Courier New,monospace,%g', font_size * units)
title_font = sprintf('Helvetica Bold,%g', font_size * units)
small_font = sprintf('Helvetica,%g', (font_size - 2) * units)
# In a LaTeX document faces are chosen by the text itself.
if (format eq 'latex') { fixed_font = ''; title_font = ''; small_font = '' }

# ECG paper: boxes of 1 mm and 5 mm.
paper_thin = '#F5C6C1'
paper_thick = '#DE8A83'
marker_ink = '#BFE3D3'

if (!exists('dots_per_inch')) dots_per_inch = 300.0
# A product with 1.0 first: gnuplot divides whole numbers without the rest.
sx(mm) = 1.0 * mm / width
sy(mm) = 1.0 * mm / height

# The scales make one point of text a real point in every format; gnuplot's own defaults differ between them.
if (format eq 'pdf') {
  set terminal pdfcairo enhanced color size width / 10.0 cm, height / 10.0 cm font sprintf('Helvetica,%g', font_size) \
    fontscale 0.75 pointscale 1.0
  set output name.'.pdf'
}
if (format eq 'svg') {
  set terminal svg enhanced size int(width / 25.4 * 96 + 0.5), int(height / 25.4 * 96 + 0.5) background '#FFFFFF' \
    font sprintf('Helvetica,%g', font_size / 72.0 * 96)
  set output name.'.svg'
}
if (format eq 'png') {
  set terminal pngcairo enhanced color size int(width / 25.4 * dots_per_inch + 0.5), int(height / 25.4 * dots_per_inch + 0.5) \
    font sprintf('Helvetica,%g', font_size) fontscale dots_per_inch / 96.0 linewidth dots_per_inch / 100.0 \
    pointscale dots_per_inch / 100.0
  set output name.'.png'
}
if (format eq 'latex') {
  set terminal cairolatex pdf color size width / 10.0 cm, height / 10.0 cm header sprintf('\fontsize{%g}{%g}\selectfont', font_size, 1.2 * font_size)
  set output name.'-latex.tex'
}
if (format eq 'dumb') {
  set terminal dumb size columns, rows
  set output name.'.txt'
}

set encoding utf8
set decimalsign '.'
set datafile separator "\t"
set datafile missing 'NaN'
set border 3 linewidth hair_width linecolor rgb ink
set tics nomirror out scale 0.5 textcolor rgb ink
# In a terminal lines of type 1 are rows of stars, which drown the marks; type 0 is dots.
grid_type = format eq 'dumb' ? 0 : 1
set grid ytics linetype grid_type linewidth hair_width linecolor rgb faint
# gnuplot leaves a whole character between tick and label, too much at this size; a terminal has no half characters.
if (format ne 'dumb') {
  set xtics offset character 0, 0.5
  set ytics offset character 0.6, 0
}
set style fill solid 1.0 noborder
set errorbars small
unset key
# For what stays in the background: four fifths transparent, so that it hides nothing else there; svg has no transparent
# lines and gets two thirds of the way to white.
faded(part) = 170 + int(('0x'.part) + 0) / 3
pale(c) = format eq 'svg' ? sprintf('#%02X%02X%02X', faded(c[2:3]), faded(c[4:5]), faded(c[6:7])) : '#D0'.c[2:7]
