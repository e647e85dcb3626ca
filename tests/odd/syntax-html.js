<!DOCTYPE html>
<html><body>a page</body></html>
