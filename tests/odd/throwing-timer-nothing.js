setTimeout();
