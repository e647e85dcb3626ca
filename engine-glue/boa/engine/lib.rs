//! boa_engine 0.22.0 with noderu's edits: ../build.rs takes the text that Cargo.lock pins and applies `edits/` to it.
#![allow(warnings, clippy::all, clippy::pedantic, clippy::unwrap_used, rustdoc::all)]

/// A [`JsString`] of nothing, of a literal (made when compiling), of a value, or of several strings in a row.
//
// Here and not in the text that is included: rustc lets no path reach an exported macro that a macro made.
#[macro_export]
macro_rules! js_string {
    () => {
        $crate::JsString::default()
    };
    ($text:literal) => {
        const {
            const TEXT: $crate::string::StaticString = $crate::string::StaticString::new($crate::js_str!($text));
            $crate::JsString::from_static(&TEXT)
        }
    };
    ($value:expr) => {
        $crate::JsString::from($value)
    };
    ($($part:expr),+) => {
        $crate::JsString::concat_array(&[$($crate::JsStr::from($part)),+])
    };
}

include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
