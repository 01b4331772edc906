set multiplot
set label 'Zero-shot transfer' at screen sx(85), screen sy(97.2) center noenhanced textcolor rgb ink
set object rectangle from screen sx(48.54), screen sy(91.15) to screen sx(52.54), screen sy(93.35) fillcolor rgb colour(1) fillstyle solid 1.0 noborder
set label 'in domain' at screen sx(55.24), screen sy(92.25) left noenhanced textcolor rgb ink
set object rectangle from screen sx(74.93), screen sy(91.15) to screen sx(78.93), screen sy(93.35) fillcolor rgb colour(2) fillstyle solid 1.0 noborder
set label 'zero-shot' at screen sx(81.63), screen sy(92.25) left noenhanced textcolor rgb ink
set label '' at screen sx(104.07), screen sy(92.25) point linecolor rgb quiet pointtype hollow(1) pointsize point_size
set label 'published' at screen sx(108.77), screen sy(92.25) left noenhanced textcolor rgb ink

# panel 1
set lmargin at screen sx(10.68)
set rmargin at screen sx(82.5)
set bmargin at screen sy(61.56)
set tmargin at screen sy(87.02)
unset logscale x
set xrange [-0.6:4.6]
set xtics rotate by 30 right noenhanced ('GPT2-Medium' 0, 'BLOOM' 1, 'OPT' 2, 'LLaMA-2-Instruct' 3, 'Mistral-Instruct' 4)
unset logscale y
set yrange [0:0.5775]
set ytics norotate noenhanced ('0.0' 0, '0.2' 0.2, '0.4' 0.4)
set label 'BLEU-4' at screen sx(2.16), screen sy(74.29) center rotate by 90 noenhanced textcolor rgb ink
plot data index 0 using 1:2:(0.376) with boxes fillcolor rgb colour(1) fillstyle solid 1.0 noborder notitle, \
  data index 1 using 1:2:(0.376) with boxes fillcolor rgb colour(2) fillstyle solid 1.0 noborder notitle, \
  data index 0 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 2 using 1:2 with points pointsize point_size pointtype filled(1) linecolor rgb '#FFFFFF' notitle, \
  data index 2 using 1:2 with points pointsize point_size pointtype hollow(1) linecolor rgb ink notitle
unset label; unset arrow; unset object

# panel 2
set lmargin at screen sx(95.68)
set rmargin at screen sx(167.5)
set bmargin at screen sy(61.56)
set tmargin at screen sy(87.02)
unset logscale x
set xrange [-0.6:4.6]
set xtics rotate by 30 right noenhanced ('GPT2-Medium' 0, 'BLOOM' 1, 'OPT' 2, 'LLaMA-2-Instruct' 3, 'Mistral-Instruct' 4)
unset logscale y
set yrange [0:0.6615000000000001]
set ytics norotate noenhanced ('0.0' 0, '0.2' 0.2, '0.4' 0.4, '0.6' 0.6000000000000001)
set label 'METEOR' at screen sx(87.16), screen sy(74.29) center rotate by 90 noenhanced textcolor rgb ink
plot data index 3 using 1:2:(0.376) with boxes fillcolor rgb colour(1) fillstyle solid 1.0 noborder notitle, \
  data index 4 using 1:2:(0.376) with boxes fillcolor rgb colour(2) fillstyle solid 1.0 noborder notitle, \
  data index 3 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 4 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 5 using 1:2 with points pointsize point_size pointtype filled(1) linecolor rgb '#FFFFFF' notitle, \
  data index 5 using 1:2 with points pointsize point_size pointtype hollow(1) linecolor rgb ink notitle
unset label; unset arrow; unset object

# panel 3
set lmargin at screen sx(10.68)
set rmargin at screen sx(82.5)
set bmargin at screen sy(16.97)
set tmargin at screen sy(42.43)
unset logscale x
set xrange [-0.6:4.6]
set xtics rotate by 30 right noenhanced ('GPT2-Medium' 0, 'BLOOM' 1, 'OPT' 2, 'LLaMA-2-Instruct' 3, 'Mistral-Instruct' 4)
unset logscale y
set yrange [0:0.7455]
set ytics norotate noenhanced ('0.0' 0, '0.2' 0.2, '0.4' 0.4, '0.6' 0.6000000000000001)
set label 'ROUGE-L' at screen sx(2.16), screen sy(29.7) center rotate by 90 noenhanced textcolor rgb ink
plot data index 6 using 1:2:(0.376) with boxes fillcolor rgb colour(1) fillstyle solid 1.0 noborder notitle, \
  data index 7 using 1:2:(0.376) with boxes fillcolor rgb colour(2) fillstyle solid 1.0 noborder notitle, \
  data index 6 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 7 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 8 using 1:2 with points pointsize point_size pointtype filled(1) linecolor rgb '#FFFFFF' notitle, \
  data index 8 using 1:2 with points pointsize point_size pointtype hollow(1) linecolor rgb ink notitle
unset label; unset arrow; unset object

# panel 4
set lmargin at screen sx(95.68)
set rmargin at screen sx(167.5)
set bmargin at screen sy(16.97)
set tmargin at screen sy(42.43)
unset logscale x
set xrange [-0.6:4.6]
set xtics rotate by 30 right noenhanced ('GPT2-Medium' 0, 'BLOOM' 1, 'OPT' 2, 'LLaMA-2-Instruct' 3, 'Mistral-Instruct' 4)
unset logscale y
set yrange [0:0.8295]
set ytics norotate noenhanced ('0.0' 0, '0.2' 0.2, '0.4' 0.4, '0.6' 0.6000000000000001, '0.8' 0.8)
set label 'BERTScore F1' at screen sx(87.16), screen sy(29.7) center rotate by 90 noenhanced textcolor rgb ink
plot data index 9 using 1:2:(0.376) with boxes fillcolor rgb colour(1) fillstyle solid 1.0 noborder notitle, \
  data index 10 using 1:2:(0.376) with boxes fillcolor rgb colour(2) fillstyle solid 1.0 noborder notitle, \
  data index 9 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 10 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb ink linewidth line_width * 0.7 notitle, \
  data index 11 using 1:2 with points pointsize point_size pointtype filled(1) linecolor rgb '#FFFFFF' notitle, \
  data index 11 using 1:2 with points pointsize point_size pointtype hollow(1) linecolor rgb ink notitle
unset label; unset arrow; unset object

unset multiplot
unset output
