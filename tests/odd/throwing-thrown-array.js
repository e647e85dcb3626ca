throw [new Error("inner")];
