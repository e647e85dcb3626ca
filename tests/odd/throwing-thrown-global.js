throw global;
