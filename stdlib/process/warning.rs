//! `process.emitWarning`: what today's packages say to whoever runs the program.

use boa_engine::NativeFunction;
use boa_engine::object::FunctionObjectBuilder;
use noderu_glue::binding::set_hidden;
use noderu_glue::prelude::*;

use crate::host::host;
use crate::stderr;

/// `emitWarning(warning, [type], [code])`, or `(warning, { type, code, detail })`: 'warning' in the next tick, and a line
/// on standard error. `NODE_NO_WARNINGS=1` keeps the line back; `process.noDeprecation` drops deprecations altogether.
pub(super) fn emit(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let process = super::object(cx)?;
    let (mut kind, mut code, mut detail) = (arg(args, 1), arg(args, 2), JsValue::undefined());
    if let Some(options) = kind.as_object().filter(|options| !options.is_callable()) {
        code = options.get(js_string!("code"), cx)?;
        detail = options.get(js_string!("detail"), cx)?;
        kind = options.get(js_string!("type"), cx)?;
    }
    let warning = match arg(args, 0).as_object() {
        Some(warning) => warning,
        None => {
            let kind = kind.as_string().unwrap_or(js_string!("Warning"));
            let deprecation = kind == js_string!("DeprecationWarning");
            if deprecation && process.get(js_string!("noDeprecation"), cx)?.to_boolean() {
                return Ok(JsValue::undefined());
            }
            let Some(message) = arg(args, 0).as_string() else {
                return Err(type_error("The \"warning\" argument must be of type string or an instance of Error"));
            };
            made(&message, kind, code, detail, cx)?
        }
    };
    let report = NativeFunction::from_copy_closure_with_captures(
        |_, _, (process, warning): &(JsObject, JsObject), cx| {
            line(warning, cx)?;
            let emit = process.get(js_string!("emit"), cx)?.as_function();
            let emit = emit.ok_or_else(|| type_error("process.emit is not a function"))?;
            emit.call(&process.clone().into(), &[js_string!("warning").into(), warning.clone().into()], cx)
        },
        (process, warning),
    );
    let callback = FunctionObjectBuilder::new(cx.realm(), report).build();
    host(cx).next_tick(callback, Vec::new());
    Ok(JsValue::undefined())
}

fn made(message: &JsString, kind: JsString, code: JsValue, detail: JsValue, cx: &mut Context) -> JsResult<JsObject> {
    let warning = error(text(message)).into_opaque(cx)?;
    let warning = warning.as_object().expect("an error is an object");
    set_hidden(&warning, "name", kind);
    for (name, value) in [("code", code), ("detail", detail)] {
        if value.is_string() {
            set_hidden(&warning, name, value);
        }
    }
    Ok(warning)
}

/// `(noderu:123) [CODE] DeprecationWarning: message`
fn line(warning: &JsObject, cx: &mut Context) -> JsResult<()> {
    if std::env::var("NODE_NO_WARNINGS").is_ok_and(|value| value == "1") {
        return Ok(());
    }
    let mut part = |name: JsString| -> JsResult<Option<String>> {
        let value = warning.get(name, cx)?;
        if value.is_undefined() { Ok(None) } else { to_text(&value, cx).map(Some) }
    };
    let code = part(js_string!("code"))?.map(|code| format!("[{code}] ")).unwrap_or_default();
    let name = part(js_string!("name"))?.unwrap_or_else(|| "Warning".into());
    let message = part(js_string!("message"))?.unwrap_or_default();
    let detail = part(js_string!("detail"))?.map(|detail| format!("{detail}\n")).unwrap_or_default();
    let pid = noderu_runtime::process::pid();
    stderr::write(&format!("(noderu:{pid}) {code}{name}: {message}\n{detail}"));
    Ok(())
}
