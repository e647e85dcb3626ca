//! Node's API, one folder per module, and the one registry of modules.
#![forbid(unsafe_code)]
