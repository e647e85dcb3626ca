require();
