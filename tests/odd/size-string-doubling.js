var s = 'x';
for (;;) s += s;
