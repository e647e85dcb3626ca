"use strict"; with ({}) { }
