#!/usr/bin/env noderu
console.log("fine");