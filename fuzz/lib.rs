//! The bodies of the fuzz targets, and the replay of their corpora.
#![forbid(unsafe_code)]
