try { process.exit(6); } catch (e) { console.log("caught"); } finally { console.log("finally"); }
