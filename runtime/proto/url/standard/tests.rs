use super::*;

fn href(text: &str, base: Option<&str>) -> Option<String> {
    Standard::parse(text, base).map(|url| url.get(Part::Href))
}

#[test]
fn parts_of_a_url() {
    let url = Standard::parse(" HTTPS://us%40er:pa ss@EXAMPLE.com:443/a/../b c?q=\u{e9}#h ", None).expect("is one");
    let parts = [
        (Part::Href, "https://us%40er:pa%20ss@example.com/b%20c?q=%C3%A9#h"),
        (Part::Origin, "https://example.com"),
        (Part::Protocol, "https:"),
        (Part::Username, "us%40er"),
        (Part::Password, "pa%20ss"),
        (Part::Host, "example.com"),
        (Part::Hostname, "example.com"),
        (Part::Port, ""),
        (Part::Pathname, "/b%20c"),
        (Part::Search, "?q=%C3%A9"),
        (Part::Hash, "#h"),
    ];
    for (part, expect) in parts {
        assert_eq!(url.get(part), expect, "{part:?}");
    }
}

#[test]
fn what_is_no_url() {
    for text in ["", "x", "//a", "http://", "http://a b/", "http://a:99999/", "http://[::1/", "http://%zz/"] {
        assert_eq!(href(text, None), None, "{text}");
    }
    assert_eq!(href("x", Some("mailto:a@b")), None);
    assert_eq!(href("x", Some("y")), None);
    assert_eq!(href("#x", Some("mailto:a@b")).as_deref(), Some("mailto:a@b#x"));
}

#[test]
fn references_and_hosts() {
    let base = "http://a/b/c?q";
    let cases = [
        ("../x", "http://a/x"),
        ("", "http://a/b/c?q"),
        ("?y", "http://a/b/c?y"),
        ("\\\\b\\c", "http://b/c"),
        ("http:d", "http://a/b/d"),
        ("//b\u{fc}cher.de", "http://xn--bcher-kva.de/"),
        ("//0x7f.1", "http://127.0.0.1/"),
        ("//[1:0:0:2::3]:80/", "http://[1:0:0:2::3]/"),
        ("//[::ffff:1.2.3.4]", "http://[::ffff:102:304]/"),
        ("//u:p@@h/%2e%2E/./x", "http://u:p%40@h/x"),
        ("mailto:a b@c?d e", "mailto:a b@c?d%20e"),
        ("javascript:x('y')", "javascript:x('y')"),
        ("web+x:/..//p", "web+x:/.//p"),
        ("file:c|/x/../..", "file:///c:/"),
    ];
    for (text, expect) in cases {
        assert_eq!(href(text, Some(base)).as_deref(), Some(expect), "{text}");
    }
}

#[test]
fn setting_parts() {
    let mut url = Standard::parse("http://a/b", None).expect("is one");
    for (part, value) in [
        (Part::Protocol, "https"),
        (Part::Protocol, "mailto"),
        (Part::Host, "h:81"),
        (Part::Port, "no"),
        (Part::Pathname, "x y"),
        (Part::Search, "a b"),
        (Part::Hash, "c d"),
        (Part::Username, "u:"),
    ] {
        assert!(url.set(part, value));
    }
    assert!(!url.set(Part::Href, "no url"));
    assert_eq!(url.get(Part::Href), "https://u%3A@h:81/x%20y?a%20b#c%20d");
}

/// Where parsers are known to differ. What is expected is what the standard's reference implementation gives.
#[test]
fn references_that_parsers_read_differently() {
    let cases: &[(&str, Option<&str>, Option<&str>)] = &[
        ("http://h/a/.b/../c", None, Some("http://h/a/c")),
        ("http://h/a/.foo:/b/../c", None, Some("http://h/a/.foo:/c")),
        ("http://h/a/.:/.///x", None, Some("http://h/a/.:///x")),
        ("file:///C:a/../..", None, Some("file:///")),
        ("file:///C|a/..", None, Some("file:///")),
        ("file:////a", None, Some("file:////a")),
        ("file:///c:/%3Ea/../../..", None, Some("file:///c:/")),
        ("foo:/..", None, Some("foo:/")),
        ("foo://h/..", None, Some("foo://h/")),
        ("..", Some("s://u@h"), Some("s://u@h/")),
        ("..#f", Some("s://h:80"), Some("s://h:80/#f")),
        ("x#y", Some("about:blank"), None),
        ("#y", Some("about:blank"), Some("about:blank#y")),
        ("://h#a|", Some("data:text/plain,hi"), None),
        ("", Some("http://a/b?c#d"), Some("http://a/b?c")),
        ("http://b\u{fc}cher.de/", None, Some("http://xn--bcher-kva.de/")),
        ("http://fa\u{df}.de/", None, Some("http://xn--fa-hia.de/")),
        ("http://\u{1e9e}.de/", None, Some("http://xn--zca.de/")),
        ("http://\u{ff27}\u{ff2f}.com/", None, Some("http://go.com/")),
        ("http://a\u{3002}b", None, Some("http://a.b/")),
        ("http://\u{2260}/", None, Some("http://xn--1ch/")),
        ("http://a\u{338}=/", None, Some("http://xn--a=-yyb/")),
        ("http://\u{bd}8/", None, Some("http://xn--128-ot0a/")),
        ("http://\u{fb00}/", None, Some("http://ff/")),
        ("http://\u{2460}\u{2461}/", None, Some("http://0.0.0.12/")),
        ("http://\u{130}.com/", None, Some("http://xn--i-9bb.com/")),
        ("http://\u{1d400}bc/", None, Some("http://abc/")),
        ("http://%C3%BC.de/", None, Some("http://xn--tda.de/")),
        ("http://%ff/", None, None),
        ("http://a\u{ad}b/", None, Some("http://ab/")),
        ("http://\u{ad}/", None, None),
        ("http://a\u{200d}b/", None, None),
        ("http://\u{915}\u{94d}\u{200d}\u{937}/", None, Some("http://xn--11b2ezcw70k/")),
        ("http://\u{5d0}a/", None, None),
        ("http://\u{5d0}.1a/", None, None),
        ("http://\u{627}\u{628}.com/", None, Some("http://xn--mgbc.com/")),
        ("http://\u{627}1/", None, Some("http://xn--1-ymc/")),
        ("http://\u{661}.com/", None, None),
        ("http://xn--bcher-kva.de/", None, Some("http://xn--bcher-kva.de/")),
        ("http://XN--BCHER-KVA.de/", None, Some("http://xn--bcher-kva.de/")),
        ("http://xn--a-/", None, None),
        ("http://xn--/", None, None),
        ("http://xn--a/", None, None),
        ("http://xn--zca/", None, Some("http://xn--zca/")),
        ("http://xn--1-ry8h/", None, None),
        ("http://xn--tvg/", None, None),
        ("http://-a-/", None, Some("http://-a-/")),
        ("http://a--b_c/", None, Some("http://a--b_c/")),
        ("http://a../", None, Some("http://a../")),
        ("http://1e2", None, Some("http://1e2/")),
        ("http://0x", None, Some("http://0.0.0.0/")),
        ("http://0..0x300/", None, None),
        ("http://1.2.3.4.5/", None, None),
        ("http://256", None, Some("http://0.0.1.0/")),
        ("http://4294967296", None, None),
        ("http://09/", None, None),
        ("http://\u{ff11}\u{3002}\u{ff12}", None, Some("http://1.0.0.2/")),
        ("http://[::127.0.0.1]", None, Some("http://[::7f00:1]/")),
        ("http://[1:2:0:0:5:0:0:8]", None, Some("http://[1:2::5:0:0:8]/")),
        ("http://[::1%25lo]/", None, None),
        ("foo://b\u{fc}/", None, Some("foo://b%C3%BC/")),
        ("foo://[::1]:0", None, Some("foo://[::1]:0")),
        ("foo:// /", None, None),
        ("foo://a^b", None, None),
        ("s://a%zz@h", None, Some("s://a%zz@h")),
        ("http://u@v@w/", None, Some("http://u%40v@w/")),
        ("http://@/", None, None),
        ("http:\\\\x\\y", None, Some("http://x/y")),
        ("blob:https://a.com/u", None, Some("blob:https://a.com/u")),
    ];
    for &(text, base, expect) in cases {
        assert_eq!(href(text, base).as_deref(), expect, "{text} at {base:?}");
    }
}

/// None is for an `href` that is refused.
#[test]
fn values_that_setters_read_differently() {
    let cases: &[(&str, Part, &str, Option<&str>)] = &[
        ("http://h:8080/", Part::Port, "x", Some("http://h:8080/")),
        ("http://h:8080/", Part::Port, "x80", Some("http://h:8080/")),
        ("http://h:8080/", Part::Port, "90x", Some("http://h:90/")),
        ("http://h:8080/", Part::Port, "\u{9}90", Some("http://h:90/")),
        ("http://h/", Part::Port, "65536", Some("http://h/")),
        ("http://h:81/", Part::Port, "", Some("http://h/")),
        ("file:///a", Part::Port, "80", Some("file:///a")),
        ("foo:/p", Part::Hostname, "", Some("foo:///p")),
        ("foo:/p", Part::Hostname, "/x", Some("foo:///p")),
        ("foo:/.//p", Part::Hostname, "h", Some("foo://h//p")),
        ("foo:/.//p", Part::Host, "h:81", Some("foo://h:81//p")),
        ("s:///", Part::Host, "host:8080", Some("s://host:8080/")),
        ("s://h:80", Part::Host, "http://x", Some("s://http:80")),
        ("foo://bar/", Part::Host, ":a", Some("foo://bar/")),
        ("http://h:0/", Part::Host, "http://x", Some("http://http:0/")),
        ("http://a/", Part::Host, "", Some("http://a/")),
        ("http://a/", Part::Host, "[::1]:90", Some("http://[::1]:90/")),
        ("http://a/", Part::Host, "\u{5d0}.1", Some("http://a/")),
        ("file:///c:/x", Part::Host, "c|", Some("file:///c:/x")),
        ("file:///a", Part::Host, "localhost", Some("file:///a")),
        ("mailto:a", Part::Host, "x", Some("mailto:a")),
        ("foo://h/p", Part::Pathname, "..", Some("foo://h/")),
        ("foo:/p", Part::Pathname, "//x", Some("foo:/.//x")),
        ("foo:/p", Part::Pathname, "", Some("foo:/")),
        ("http://h/p", Part::Pathname, "", Some("http://h/")),
        ("http://h/p", Part::Pathname, "a?b#c", Some("http://h/a%3Fb%23c")),
        ("file:///C:/x", Part::Pathname, "/D|/..", Some("file:///D:/")),
        ("hxn--ttp://h:0/", Part::Protocol, "host:80x", Some("host://h:0/")),
        ("http://h:443/", Part::Protocol, "https", Some("https://h/")),
        ("http://u:p@h/", Part::Protocol, "file", Some("http://u:p@h/")),
        ("file://h/", Part::Protocol, "http", Some("http://h/")),
        ("file:///", Part::Protocol, "http", Some("file:///")),
        ("http://h/", Part::Protocol, "foo", Some("http://h/")),
        ("http://h/", Part::Protocol, "9a", Some("http://h/")),
        ("http://h/", Part::Protocol, "ws:x", Some("ws://h/")),
        ("http://h/", Part::Username, "a:@\u{e9}", Some("http://a%3A%40%C3%A9@h/")),
        ("http://h/", Part::Password, "\u{10ffff}", Some("http://:%F4%8F%BF%BF@h/")),
        ("file:///", Part::Username, "a", Some("file:///")),
        ("foo:/p", Part::Username, "a", Some("foo:/p")),
        ("http://h/?a", Part::Search, "?", Some("http://h/?")),
        ("http://h/?a", Part::Search, "", Some("http://h/")),
        ("http://h/", Part::Search, "??a'b#c", Some("http://h/??a%27b%23c")),
        ("foo://h/", Part::Search, "'", Some("foo://h/?'")),
        ("http://h/#a", Part::Hash, "#", Some("http://h/#")),
        ("http://h/#a", Part::Hash, "", Some("http://h/")),
        ("http://h/", Part::Hash, "a`b\u{9}<c>#", Some("http://h/#a%60b%3Cc%3E#")),
        ("foo:a b", Part::Hash, "", Some("foo:a b")),
        ("http://h/", Part::Href, " https://x ", Some("https://x/")),
        ("http://h/", Part::Href, "x", None),
    ];
    for &(text, part, value, expect) in cases {
        let mut url = Standard::parse(text, None).expect("is one");
        let taken = url.set(part, value);
        assert_eq!(taken.then(|| url.get(Part::Href)).as_deref(), expect, "{part:?} of {text} to {value:?}");
    }
}

#[test]
fn forms() {
    let pairs = form_pairs("a=1&b=%E9+x&&=y&c");
    let shown: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}:{value}")).collect();
    assert_eq!(shown, ["a:1", "b:\u{fffd} x", ":y", "c:"]);
    assert_eq!(form_text([("a b", "\u{e9}&"), ("~", "*")].into_iter()), "a+b=%C3%A9%26&%7E=*");
}
