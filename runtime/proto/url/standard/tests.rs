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

#[test]
fn forms() {
    let pairs = form_pairs("a=1&b=%E9+x&&=y&c");
    let shown: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}:{value}")).collect();
    assert_eq!(shown, ["a:1", "b:\u{fffd} x", ":y", "c:"]);
    assert_eq!(form_text([("a b", "\u{e9}&"), ("~", "*")].into_iter()), "a+b=%C3%A9%26&%7E=*");
}
