// The same by pipe.
process.openStdin().pipe(process.stdout);
