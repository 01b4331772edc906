autocmd BufRead,BufNewFile *.meit setfiletype meit
