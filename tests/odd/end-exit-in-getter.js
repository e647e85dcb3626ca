JSON.stringify({ get x() { process.exit(6); } });
