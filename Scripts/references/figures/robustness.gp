set multiplot
set arrow from screen sx(34.71), screen sy(61.93) to screen sx(41.71), screen sy(61.93) nohead linecolor rgb colour(1) linewidth line_width dashtype 1
set label '' at screen sx(38.21), screen sy(61.93) point linecolor rgb colour(1) pointtype filled(1) pointsize point_size
set label 'bloom-7b' at screen sx(42.91), screen sy(61.93) left noenhanced textcolor rgb ink
set arrow from screen sx(60.11), screen sy(61.93) to screen sx(67.11), screen sy(61.93) nohead linecolor rgb colour(2) linewidth line_width dashtype 1
set label '' at screen sx(63.61), screen sy(61.93) point linecolor rgb colour(2) pointtype filled(2) pointsize point_size
set label 'opt-6.7b' at screen sx(68.31), screen sy(61.93) left noenhanced textcolor rgb ink
set arrow from screen sx(84.76), screen sy(61.93) to screen sx(91.76), screen sy(61.93) nohead linecolor rgb colour(3) linewidth line_width dashtype 1
set label '' at screen sx(88.26), screen sy(61.93) point linecolor rgb colour(3) pointtype filled(3) pointsize point_size
set label 'mistral-7b' at screen sx(92.96), screen sy(61.93) left noenhanced textcolor rgb ink
set arrow from screen sx(112.9), screen sy(61.93) to screen sx(119.9), screen sy(61.93) nohead linecolor rgb quiet linewidth line_width dashtype (8,4)
set label '' at screen sx(116.4), screen sy(61.93) point linecolor rgb quiet pointtype hollow(1) pointsize point_size
set label 'published' at screen sx(121.1), screen sy(61.93) left noenhanced textcolor rgb ink

# panel 1: METEOR
set lmargin at screen sx(12.43)
set rmargin at screen sx(81.02)
set bmargin at screen sy(8.96)
set tmargin at screen sy(53.1)
unset logscale x
set xrange [31.2:-1.2]
set xtics norotate noenhanced ('0' 0, '10' 10, '20' 20, 'clean' 30)
unset logscale y
set yrange [0.62975:0.78925]
set ytics norotate noenhanced ('0.65' 0.65, '0.70' 0.7000000000000001, '0.75' 0.75)
set label 'METEOR' at screen sx(46.72), screen sy(55.98) center noenhanced textcolor rgb ink
set label 'SNR (dB)' at screen sx(46.72), screen sy(2.16) center noenhanced textcolor rgb ink
set label 'METEOR' at screen sx(2.16), screen sy(31.03) center rotate by 90 noenhanced textcolor rgb ink
plot data index 0 using ($1+0.405):3:(0):($4-$3) with vectors nohead linecolor rgb colour(1) linewidth line_width * 0.7 notitle, \
  data index 0 using ($1+0.405):2 with lines linecolor rgb colour(1) linewidth line_width dashtype 1 notitle, \
  data index 1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb colour(2) linewidth line_width * 0.7 notitle, \
  data index 1 using 1:2 with lines linecolor rgb colour(2) linewidth line_width dashtype 1 notitle, \
  data index 2 using ($1+-0.405):3:(0):($4-$3) with vectors nohead linecolor rgb colour(3) linewidth line_width * 0.7 notitle, \
  data index 2 using ($1+-0.405):2 with lines linecolor rgb colour(3) linewidth line_width dashtype 1 notitle, \
  data index 3 using 1:2 with lines linecolor rgb colour(3) linewidth line_width dashtype (8,4) notitle, \
  data index 0 using ($1+0.405):2 with points pointsize point_size pointtype filled(1) linecolor rgb colour(1) notitle, \
  data index 1 using 1:2 with points pointsize point_size pointtype filled(2) linecolor rgb colour(2) notitle, \
  data index 2 using ($1+-0.405):2 with points pointsize point_size pointtype filled(3) linecolor rgb colour(3) notitle, \
  data index 3 using 1:2 with points pointsize point_size pointtype filled(3) linecolor rgb '#FFFFFF' notitle, \
  data index 3 using 1:2 with points pointsize point_size pointtype hollow(3) linecolor rgb colour(3) notitle
unset label; unset arrow; unset object

# panel 2: ROUGE-L
set lmargin at screen sx(97.43)
set rmargin at screen sx(166.02)
set bmargin at screen sy(8.96)
set tmargin at screen sy(53.1)
unset logscale x
set xrange [31.2:-1.2]
set xtics norotate noenhanced ('0' 0, '10' 10, '20' 20, 'clean' 30)
unset logscale y
set yrange [0.59975:0.75925]
set ytics norotate noenhanced ('0.60' 0.6000000000000001, '0.65' 0.65, '0.70' 0.7000000000000001, '0.75' 0.75)
set label 'ROUGE-L' at screen sx(131.72), screen sy(55.98) center noenhanced textcolor rgb ink
set label 'SNR (dB)' at screen sx(131.72), screen sy(2.16) center noenhanced textcolor rgb ink
set label 'ROUGE-L' at screen sx(87.16), screen sy(31.03) center rotate by 90 noenhanced textcolor rgb ink
plot data index 4 using ($1+0.405):3:(0):($4-$3) with vectors nohead linecolor rgb colour(1) linewidth line_width * 0.7 notitle, \
  data index 4 using ($1+0.405):2 with lines linecolor rgb colour(1) linewidth line_width dashtype 1 notitle, \
  data index 5 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb colour(2) linewidth line_width * 0.7 notitle, \
  data index 5 using 1:2 with lines linecolor rgb colour(2) linewidth line_width dashtype 1 notitle, \
  data index 6 using ($1+-0.405):3:(0):($4-$3) with vectors nohead linecolor rgb colour(3) linewidth line_width * 0.7 notitle, \
  data index 6 using ($1+-0.405):2 with lines linecolor rgb colour(3) linewidth line_width dashtype 1 notitle, \
  data index 7 using 1:2 with lines linecolor rgb colour(3) linewidth line_width dashtype (8,4) notitle, \
  data index 4 using ($1+0.405):2 with points pointsize point_size pointtype filled(1) linecolor rgb colour(1) notitle, \
  data index 5 using 1:2 with points pointsize point_size pointtype filled(2) linecolor rgb colour(2) notitle, \
  data index 6 using ($1+-0.405):2 with points pointsize point_size pointtype filled(3) linecolor rgb colour(3) notitle, \
  data index 7 using 1:2 with points pointsize point_size pointtype filled(3) linecolor rgb '#FFFFFF' notitle, \
  data index 7 using 1:2 with points pointsize point_size pointtype hollow(3) linecolor rgb colour(3) notitle
unset label; unset arrow; unset object

unset multiplot
unset output
