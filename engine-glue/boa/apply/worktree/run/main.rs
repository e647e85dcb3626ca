//! `run FILE...`: evaluates the files one after another in one context, each followed by its jobs. `print` and
//! `console.log` write their arguments as `String` gives them.
use boa_engine::{Context, JsResult, JsValue, NativeFunction, Source, js_string, object::ObjectInitializer, property::Attribute};

fn print(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let texts: Result<Vec<_>, _> =
        arguments.iter().map(|value| value.to_string(context).map(|text| text.to_std_string_lossy())).collect();
    println!("{}", texts?.join(" "));
    Ok(JsValue::undefined())
}

fn run() -> i32 {
    let mut context = Context::default();
    context.runtime_limits_mut().set_recursion_limit(16_000);
    context.runtime_limits_mut().set_stack_size_limit(4 << 20);
    let native = NativeFunction::from_fn_ptr(print);
    context.register_global_callable(js_string!("print"), 1, native.clone()).unwrap();
    let console = ObjectInitializer::new(&mut context).function(native, js_string!("log"), 1).build();
    context.register_global_property(js_string!("console"), console, Attribute::all()).unwrap();
    for file in std::env::args().skip(1) {
        let source = Source::from_filepath(std::path::Path::new(&file)).unwrap();
        let done = context.eval(source).and_then(|_| context.run_jobs());
        if let Err(error) = done {
            eprintln!("{error}");
            return 1;
        }
    }
    0
}

fn main() {
    let thread = std::thread::Builder::new().stack_size(512 << 20).spawn(run).unwrap();
    std::process::exit(thread.join().unwrap_or(101));
}
