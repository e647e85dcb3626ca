"use strict"; var a = 010;
