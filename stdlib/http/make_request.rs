//! Today's `http.request` and `http.get`: a URL, options, or both, become a request on a connection of an agent.

use noderu_glue::prelude::*;
use noderu_runtime::proto::querystring;
use noderu_runtime::proto::text::{self, Encoding};
use noderu_runtime::proto::url::{Part, Standard};

use super::client_request::{ClientRequest, Plan};
use super::{agent, client, fields};
use crate::buffer;
use crate::events;

/// What a URL or the options say of the place and the resource.
#[derive(Default)]
struct Target {
    host: Option<String>,
    port: Option<JsValue>,
    path: Option<String>,
    auth: Option<String>,
    socket_path: Option<JsValue>,
}

/// `http.request([url], [options], [callback])`
pub(super) fn request(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    make(args, cx).map(JsValue::from)
}

/// `http.get([url], [options], [callback])`: the same, ended.
pub(super) fn get(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let request = make(args, cx)?;
    let end = request.get(js_string!("end"), cx)?;
    if let Some(end) = end.as_function() {
        end.call(&request.clone().into(), &[], cx)?;
    }
    Ok(request.into())
}

fn make(args: &[JsValue], cx: &mut Context) -> JsResult<JsObject> {
    let mut target = Target::default();
    if let Some(url) = args.first().and_then(JsValue::as_string) {
        target.read_url(&text(&url))?;
    }
    let callback = args.iter().find_map(JsValue::as_function);
    let mut headers = JsValue::undefined();
    let mut method = js_string!("GET");
    let mut timeout_ms = None;
    let mut agent = JsValue::undefined();
    let mut set_host = true;
    for options in args.iter().filter(|value| !value.is_callable()).filter_map(JsValue::as_object) {
        target.read_options(&options, cx)?;
        headers = some(&options, "headers", cx)?.unwrap_or(headers);
        agent = some(&options, "agent", cx)?.unwrap_or(agent);
        set_host &= some(&options, "setHost", cx)?.is_none_or(|value| value.to_boolean());
        if let Some(given) = some(&options, "method", cx)? {
            method = given.to_string(cx)?;
        }
        if let Some(given) = some(&options, "timeout", cx)? {
            let ms = given.to_number(cx)?;
            timeout_ms = (ms > 0.0).then_some(ms.ceil() as u64);
        }
    }

    if let Some(port) = &target.port {
        let number = port.to_number(cx)?;
        if number.fract() != 0.0 || !(0.0..65536.0).contains(&number) {
            return Err(range_error(format!("Port should be >= 0 and < 65536: {}", port.display())));
        }
    }
    let mut fields = fields::of_request(&headers, cx)?;
    if set_host && !fields.has("host") {
        let host = JsString::from(target.host_header(cx)?.as_str());
        let host = fields::plain(&js_string!("Host"), &host.into(), cx)?;
        fields.add(js_string!("Host"), host);
    }
    if let Some(auth) = &target.auth
        && !fields.has("authorization")
    {
        let encoded = buffer::string(text::decode(Encoding::Base64, auth.as_bytes()));
        let value = format!("Basic {}", text(&encoded));
        fields.add(js_string!("Authorization"), JsString::from(value.as_str()).into());
    }
    let agent = match agent.as_object() {
        Some(agent) if agent::is_agent(&agent, cx) => Some(agent),
        Some(_) => return Err(type_error("options.agent is an http.Agent, false, or left out")),
        None if agent.is_boolean() => None,
        None => Some(agent::global(cx)?),
    };
    let keep_alive = match &agent {
        Some(agent) => agent.get(js_string!("keepAlive"), cx)?.to_boolean(),
        None => false,
    };
    let path = JsString::from(target.path.as_deref().filter(|path| !path.is_empty()).unwrap_or("/"));
    let mut request = ClientRequest::new(Plan { method, path, fields, today: true, keep_alive })?;
    request.timeout_ms = timeout_ms;
    let prototype = super::client_classes(cx)?.request.prototype;
    let request = JsObject::new(cx.root_shape(), prototype, request).upcast();
    if let Some(callback) = callback {
        events::on(&request, &js_string!("response"), callback, cx)?;
    }
    let place = target.place();
    match agent {
        Some(agent) => agent::assign(&agent, place, &request, cx)?,
        None => {
            let client = client::for_agent(place, None, cx)?;
            client::enqueue(&client, &request, cx)?;
        }
    }
    Ok(request)
}

/// A property that says something.
fn some(options: &JsObject, name: &'static str, cx: &mut Context) -> JsResult<Option<JsValue>> {
    let value = options.get(JsString::from(name), cx)?;
    Ok((!value.is_null_or_undefined()).then_some(value))
}

fn some_text(options: &JsObject, name: &'static str, cx: &mut Context) -> JsResult<Option<String>> {
    match some(options, name, cx)? {
        Some(value) => to_text(&value, cx).map(Some),
        None => Ok(None),
    }
}

impl Target {
    /// A URL, by the URL Standard.
    fn read_url(&mut self, text: &str) -> JsResult<()> {
        let url = Standard::parse(text, None).ok_or_else(|| type_error(format!("Invalid URL: {text:?}")))?;
        check_protocol(&url.get(Part::Protocol))?;
        self.host = Some(url.get(Part::Hostname).trim_matches(['[', ']']).to_owned());
        self.port = Some(url.get(Part::Port)).filter(|port| !port.is_empty()).map(|port| JsString::from(port).into());
        self.path = Some(url.get(Part::Pathname) + &url.get(Part::Search));
        let [user, password] = [Part::Username, Part::Password].map(|part| unescaped(&url.get(part)));
        if !user.is_empty() || !password.is_empty() {
            self.auth = Some(format!("{user}:{password}"));
        }
        Ok(())
    }

    /// Options, or a parsed URL.
    fn read_options(&mut self, options: &JsObject, cx: &mut Context) -> JsResult<()> {
        if let Some(protocol) = some_text(options, "protocol", cx)? {
            check_protocol(&protocol)?;
        }
        if let Some(host) = some_text(options, "hostname", cx)? {
            self.host = Some(host.trim_matches(['[', ']']).to_owned());
        } else if let Some(host) = some_text(options, "host", cx)? {
            let (host, port) = split_port(&host);
            self.host = Some(host.to_owned());
            self.port = port.map(|port| JsString::from(port).into()).or_else(|| self.port.take());
        }
        if let Some(port) = some(options, "port", cx)?.filter(JsValue::to_boolean) {
            self.port = Some(port);
        }
        if let Some(path) = some_text(options, "path", cx)? {
            self.path = Some(path);
        } else if let Some(path) = some_text(options, "pathname", cx)? {
            self.path = Some(path + &some_text(options, "search", cx)?.unwrap_or_default());
        }
        self.auth = some_text(options, "auth", cx)?.or_else(|| self.auth.take());
        self.socket_path = some(options, "socketPath", cx)?.or_else(|| self.socket_path.take());
        Ok(())
    }

    fn host_header(&self, cx: &mut Context) -> JsResult<String> {
        let host = self.host.as_deref().unwrap_or("localhost");
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        Ok(match &self.port {
            Some(port) => match to_text(port, cx)?.as_str() {
                "80" => host,
                port => format!("{host}:{port}"),
            },
            None => host,
        })
    }

    /// The arguments of `connect`.
    fn place(&self) -> Vec<JsValue> {
        if let Some(path) = &self.socket_path {
            return vec![path.clone()];
        }
        let host = self.host.as_deref().unwrap_or("localhost");
        vec![self.port.clone().unwrap_or_else(|| 80.into()), JsString::from(host).into()]
    }
}

/// The text behind percent signs.
fn unescaped(text: &str) -> String {
    let bytes = querystring::unescape_bytes(text::Source::Latin1(text.as_bytes()), false);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn check_protocol(protocol: &str) -> JsResult<()> {
    match protocol {
        "http:" | "http" => Ok(()),
        "https:" | "https" => Err(error("this build of noderu has no TLS yet: https URLs are not available")),
        other => Err(type_error(format!("Protocol {other:?} not supported. Expected \"http:\""))),
    }
}

/// `host:port`, `[v6]:port`, or a host alone.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    if let Some(rest) = authority.strip_prefix('[')
        && let Some((host, after)) = rest.split_once(']')
    {
        return (host, after.strip_prefix(':').filter(|port| !port.is_empty()));
    }
    match authority.split_once(':') {
        // More than one colon and no brackets: an IPv6 address as it stands.
        Some((host, port)) if !port.contains(':') => (host, Some(port).filter(|port| !port.is_empty())),
        _ => (authority, None),
    }
}
