//! `Editor`: what was typed in, events out, for `readline.js`.
//!
//! An editor on the standard output writes there itself, so that it knows its own bytes from the program's.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use boa_engine::object::builtins::JsArray;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{self, function, install, method};
use noderu_glue::prelude::*;
use noderu_runtime::proto::readline::{Editor, EditorEvent, Lines, table};
use noderu_runtime::stdio::{Stdio, line_is_open};

use crate::buffer::with_bytes;
use crate::host::host;

#[derive(Trace, Finalize, JsData)]
struct EditorState {
    #[unsafe_ignore_trace]
    source: Source,
    /// Whether it writes to the standard output by itself.
    direct: bool,
}

enum Source {
    Terminal(Box<Editor>),
    Stream(Lines),
}

thread_local! {
    /// Whether an editor shows its line on the standard output: all that printing has to look at.
    static SHOWN: Cell<bool> = const { Cell::new(false) };
}

/// The editor that does.
fn active(cx: &mut Context) -> Rc<RefCell<Option<JsObject>>> {
    slot(cx, |_| Rc::default())
}

/// Takes the line that is being edited off the terminal, because the program is about to print; it comes back on the
/// next tick, below what was printed.
pub fn make_way(cx: &mut Context) {
    if !SHOWN.get() {
        return;
    }
    SHOWN.set(false);
    let Some(editor) = active(cx).take() else { return };
    let hidden = with_editor(&editor.clone().into(), |it| {
        it.hide();
        it.output()
    });
    if let Ok(Some(bytes)) = hidden {
        // A terminal that is gone is found out by the program's own write.
        let _ = Stdio::Out.write(&bytes);
        let callback = function("", 1, come_back, cx);
        host(cx).next_tick(callback, vec![editor.into()]);
    }
}

fn come_back(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let editor = arg(args, 0);
    // Unless the program has shown it, or left the line, meanwhile.
    if active(cx).borrow().is_none() && with_editor(&editor, |it| !it.is_shown() && !it.is_left())? == Some(true) {
        show(&editor, &[], cx)?;
    }
    Ok(JsValue::undefined())
}

/// The constructor.
pub(super) fn class(cx: &mut Context) -> JsObject {
    let class = binding::class("Editor", 2, construct, None, cx);
    install(&class.prototype, METHODS, cx);
    class.constructor
}

const METHODS: &[Method] = &[
    method("push", 1, push),
    method("next", 0, next),
    method("rest", 0, rest),
    method("output", 0, output),
    method("setPrompt", 1, |this, args, cx| {
        let prompt = to_text(&arg(args, 0), cx)?;
        done(with_editor(this, |it| it.set_prompt(&prompt)))
    }),
    method("show", 0, show),
    method("leave", 0, |this, _, cx| act(this, cx, Editor::leave)),
    method("forgetScreen", 0, |this, _, _| done(with_editor(this, Editor::forget_screen))),
    method("list", 1, list),
    method("insert", 1, |this, args, cx| {
        let text = to_text(&arg(args, 0), cx)?;
        act(this, cx, |it| it.insert(&text))
    }),
    method("resize", 1, |this, args, cx| {
        let columns = arg(args, 0).to_u32(cx)? as usize;
        act(this, cx, |it| it.resize(columns))
    }),
    method("line", 0, |this, _, _| Ok(JsString::from(with_editor(this, |it| it.line())?.unwrap_or_default()).into())),
    method("setLine", 1, |this, args, cx| {
        let line = to_text(&arg(args, 0), cx)?;
        done(with_editor(this, |it| it.set_line(&line)))
    }),
    method("cursor", 0, |this, _, _| Ok((with_editor(this, |it| it.cursor())?.unwrap_or(0) as f64).into())),
    method("setCursor", 1, |this, args, cx| {
        let cursor = arg(args, 0).to_u32(cx)? as usize;
        done(with_editor(this, |it| it.set_cursor(cursor)))
    }),
    method("history", 0, |this, _, cx| {
        let lines = with_editor(this, |it| it.history().to_vec())?.unwrap_or_default();
        Ok(JsArray::from_iter(lines.into_iter().map(|line| JsString::from(line).into()), cx).into())
    }),
    method("setHistory", 1, |this, args, cx| {
        let lines = strings(&arg(args, 0), cx)?;
        done(with_editor(this, |it| it.set_history(lines)))
    }),
    method("limitHistory", 1, |this, args, cx| {
        let max = arg(args, 0).to_u32(cx)? as usize;
        done(with_editor(this, |it| it.limit_history(max)))
    }),
];

/// `new Editor(columns, direct)`: without columns the source is no terminal.
fn construct(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let target = this.as_object().ok_or_else(|| type_error("Editor needs new"))?;
    let prototype = target.get(js_string!("prototype"), cx)?.as_object();
    let source = match arg(args, 0).to_u32(cx)? {
        0 => Source::Stream(Lines::default()),
        columns => Source::Terminal(Box::new(Editor::new(columns as usize))),
    };
    let direct = arg(args, 1).to_boolean();
    Ok(JsObject::from_proto_and_data(prototype, EditorState { source, direct }).into())
}

/// `push(chunk)`: a Buffer or a string.
fn push(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let bytes = bytes_of(&arg(args, 0), cx)?;
    with(this, |state| match &mut state.source {
        Source::Terminal(editor) => editor.push(&bytes),
        Source::Stream(lines) => lines.push(&bytes),
    })?;
    Ok(JsValue::undefined())
}

/// What streams give and programs write, as bytes.
pub(super) fn bytes_of(chunk: &JsValue, cx: &mut Context) -> JsResult<Vec<u8>> {
    match with_bytes(chunk, cx, <[u8]>::to_vec) {
        Some(bytes) => Ok(bytes),
        None => Ok(utf8(&chunk.to_string(cx)?)),
    }
}

/// `next()`: `[event, text]`, or null when all that came is dealt with.
fn next(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let event = with(this, |state| match &mut state.source {
        Source::Terminal(editor) => editor.next_event(),
        Source::Stream(lines) => lines.next_line().map(EditorEvent::Line),
    })?;
    flush(this, cx)?;
    let (name, text) = match event {
        None => return Ok(JsValue::null()),
        Some(EditorEvent::Line(line)) => (js_string!("line"), line),
        Some(EditorEvent::Interrupt) => (js_string!("interrupt"), String::new()),
        Some(EditorEvent::End) => (js_string!("end"), String::new()),
        Some(EditorEvent::Complete) => (js_string!("complete"), String::new()),
        Some(EditorEvent::Suspend) => (js_string!("suspend"), String::new()),
    };
    Ok(JsArray::from_iter([name.into(), JsString::from(text).into()], cx).into())
}

/// `rest()`: the line that has no end, when the stream has ended; null when there is none.
fn rest(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let rest = with(this, |state| match &mut state.source {
        Source::Terminal(_) => None,
        Source::Stream(lines) => lines.rest(),
    })?;
    Ok(rest.map_or(JsValue::null(), |rest| JsString::from(rest).into()))
}

/// `output()`: what is to be written to the terminal, for an editor that does not write itself.
fn output(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let bytes = with_editor(this, Editor::output)?.unwrap_or_default();
    Ok(JsString::from(String::from_utf8_lossy(&bytes).as_ref()).into())
}

/// `show()`: prompt and line, on a row of their own.
fn show(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let open = with(this, |state| state.direct)? && line_is_open();
    act(this, cx, |it| {
        if open && !it.is_shown() {
            it.start_row();
        }
        it.show();
    })
}

/// `list(words)`: prints them in columns below the line.
fn list(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let words = strings(&arg(args, 0), cx)?;
    act(this, cx, |it| {
        let text = table(&words, it.columns());
        it.print(&text);
    })
}

fn strings(array: &JsValue, cx: &mut Context) -> JsResult<Vec<String>> {
    let array = array.as_object().ok_or_else(|| type_error("an array of strings was to come"))?;
    let length = array.get(js_string!("length"), cx)?.to_length(cx)?;
    let mut strings = Vec::new();
    for index in 0..length {
        strings.push(to_text(&array.get(index, cx)?, cx)?);
    }
    Ok(strings)
}

fn act(this: &JsValue, cx: &mut Context, body: impl FnOnce(&mut Editor)) -> JsResult<JsValue> {
    with_editor(this, body)?;
    flush(this, cx)?;
    Ok(JsValue::undefined())
}

/// Writes what there is to the standard output, when that is the editor's, and notes whether its line is there now.
fn flush(this: &JsValue, cx: &mut Context) -> JsResult<()> {
    let direct = with(this, |state| match &mut state.source {
        Source::Terminal(editor) if state.direct => Some((editor.output(), editor.is_shown())),
        _ => None,
    })?;
    let Some((bytes, shown)) = direct else { return Ok(()) };
    SHOWN.set(shown);
    *active(cx).borrow_mut() = this.as_object().filter(|_| shown);
    if !bytes.is_empty() {
        // A terminal that is gone ends the input as well, which emits 'end'.
        let _ = Stdio::Out.write(&bytes);
    }
    Ok(())
}

fn done(result: JsResult<Option<()>>) -> JsResult<JsValue> {
    result.map(|_| JsValue::undefined())
}

/// Nothing happens to an editor whose source is no terminal.
fn with_editor<T>(this: &JsValue, body: impl FnOnce(&mut Editor) -> T) -> JsResult<Option<T>> {
    with(this, |state| match &mut state.source {
        Source::Terminal(editor) => Some(body(editor)),
        Source::Stream(_) => None,
    })
}

fn with<T>(this: &JsValue, body: impl FnOnce(&mut EditorState) -> T) -> JsResult<T> {
    let bad = || type_error("this is no Editor");
    let object = this.as_object().ok_or_else(bad)?;
    let mut state = object.downcast_mut::<EditorState>().ok_or_else(bad)?;
    Ok(body(&mut state))
}
