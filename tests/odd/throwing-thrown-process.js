throw process;
