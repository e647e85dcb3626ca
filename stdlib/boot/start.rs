//! From a parsed command line to the running loop.

use std::convert::Infallible;
use std::path::Path;

use noderu_glue::engine::Engine;
use noderu_glue::prelude::*;
use noderu_glue::{eval, pressure, report, sources};
use noderu_runtime::stdio::Stdio;
use noderu_runtime::{memory, process};

use super::cli::{Code, Program};
use super::{dates, exit, fatal, globals, refuse, turn};
use crate::host::{Host, Launch};
use crate::{child_process, module, sys};

/// Runs a program until the process ends.
pub fn run(program: Program) -> Infallible {
    memory::count_large(pressure::outside());
    let Engine { mut context, jobs, rejections } = Engine::new();
    let cx = &mut context;
    match Host::new(jobs, rejections, Launch { argv: argv(&program) }) {
        Ok(host) => cx.insert_data(host),
        Err(error) => exit::leave(refuse(&format!("cannot make the event loop: {error}"), 1)),
    };
    sources::set_reader(fatal::file_text, cx);
    report::set_describer(sys::describe_thrown, cx);
    dates::install(cx);
    let ready = globals::install(cx).and_then(|()| child_process::join_channel(cx));
    let result = ready.and_then(|()| run_code(program.code, cx));
    if let Err(error) = result {
        fatal::uncaught(error, cx);
    }
    turn::run(fatal::uncaught, cx);
    exit::natural(cx)
}

/// `process.argv`: `node` as the manual has it, the script's absolute path, what followed it.
fn argv(program: &Program) -> Vec<String> {
    let mut argv = vec![String::from("node")];
    match &program.code {
        Code::File(file) => argv.push(absolute(file)),
        Code::Stdin { dash: true } => argv.push(String::from("-")),
        Code::Stdin { dash: false } | Code::Argument { .. } | Code::Typed { .. } => {}
    }
    argv.extend(program.arguments.iter().cloned());
    argv
}

fn absolute(file: &str) -> String {
    module::resolve::absolute(Path::new(file)).to_string_lossy().into_owned()
}

fn run_code(code: Code, cx: &mut Context) -> JsResult<()> {
    match code {
        Code::File(file) => {
            // Not normalized: a last `/` or `.` says that a folder is meant.
            let path = process::cwd().map_or_else(|_| file.clone().into(), |folder| folder.join(&file));
            let Some(found) = module::find_main(&path, cx)? else {
                exit::leave(refuse(&format!("cannot find {}", absolute(&file)), 1));
            };
            module::run_main(&found, cx)
        }
        Code::Argument { text, print } => {
            let value = evaluate(&text, "[eval]", cx)?;
            if print { print_value(value, cx) } else { Ok(()) }
        }
        Code::Typed { before } => {
            match before {
                Some((text, print)) => {
                    let value = evaluate(&text, "[eval]", cx)?;
                    if print {
                        print_value(value, cx)?;
                    }
                }
                None => drop(module::evaluation_module("repl", cx)),
            }
            crate::repl::start_standalone(cx)
        }
        Code::Stdin { .. } => match Stdio::In.read_to_end() {
            Ok(bytes) => evaluate(&String::from_utf8_lossy(&bytes), "[stdin]", cx).map(drop),
            Err(error) => exit::leave(refuse(&format!("cannot read standard input: {error}"), 1)),
        },
    }
}

/// Code without a file: a script in the global scope, so that its last value can be printed.
fn evaluate(code: &str, name: &str, cx: &mut Context) -> JsResult<JsValue> {
    module::evaluation_module(name, cx);
    let code = eval::strip(code);
    sources::remember(name, &code, cx);
    eval::run(&code, name, cx)
}

fn print_value(value: JsValue, cx: &mut Context) -> JsResult<()> {
    let console = cx.global_object().get(js_string!("console"), cx)?;
    let Some(console) = console.as_object() else { return Ok(()) };
    match console.get(js_string!("log"), cx)?.as_function() {
        Some(log) => log.call(&console.into(), &[value], cx).map(drop),
        None => Ok(()),
    }
}
