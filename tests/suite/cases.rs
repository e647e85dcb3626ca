//! Runs cases side by side and prints what libtest would print.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use crate::options::Options;

/// What a failing case has to say; may be many lines.
pub type Outcome = Result<(), String>;

/// A case without input: its name and what it does.
pub type Row = (&'static str, fn() -> Outcome);

/// One test.
pub struct Case {
    name: String,
    lane: Lane,
    body: Box<dyn FnOnce() -> Outcome + Send>,
}

/// Which cases may run at the same time as this one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Any.
    Free,
    /// Any but others of this lane: they share the port that the manual's programs listen on.
    ManualPort,
    /// None: it measures, or takes the whole machine.
    Alone,
}

impl Case {
    /// A case that runs beside any other.
    pub fn new(name: impl Into<String>, body: impl FnOnce() -> Outcome + Send + 'static) -> Self {
        Self::in_lane(Lane::Free, name, body)
    }

    /// A case with company it cannot stand.
    pub fn in_lane(lane: Lane, name: impl Into<String>, body: impl FnOnce() -> Outcome + Send + 'static) -> Self {
        Self { name: name.into(), lane, body: Box::new(body) }
    }
}

/// Runs the cases that the options want. The status is libtest's: 0, or 101 when one failed.
pub fn run(all: Vec<Case>, options: &Options) -> ExitCode {
    let total = all.len();
    let mut wanted: Vec<Case> = all.into_iter().filter(|case| options.wants(&case.name)).collect();
    wanted.sort_by(|a, b| a.name.cmp(&b.name));
    if options.list {
        wanted.iter().for_each(|case| println!("{}: test", case.name));
        println!("\n{} tests, 0 benchmarks", wanted.len());
        return ExitCode::SUCCESS;
    }
    let count = wanted.len();
    println!("\nrunning {count} {}", if count == 1 { "test" } else { "tests" });
    let begun = Instant::now();
    let failures = run_lanes(wanted, options);
    if options.quiet {
        println!();
    }
    report(&failures, count, total - count, begun);
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(101) }
}

fn run_lanes(wanted: Vec<Case>, options: &Options) -> Vec<(String, String)> {
    let cores = thread::available_parallelism().map_or(2, usize::from);
    let threads = options.threads.unwrap_or(cores * 2).max(1);
    let (alone, together): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|case| case.lane == Lane::Alone);
    let (manual_port, free): (VecDeque<_>, VecDeque<_>) =
        together.into_iter().partition(|case| case.lane == Lane::ManualPort);

    let board = Board { failures: Mutex::default(), quiet: options.quiet };
    let (manual_port, free) = (Mutex::new(manual_port), Mutex::new(free));
    let manual_port_taken = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // The first thread to come does the one-by-one lane, then helps with the rest.
                if !manual_port_taken.swap(true, Ordering::Relaxed) {
                    while let Some(case) = pop(&manual_port) {
                        board.run(case);
                    }
                }
                while let Some(case) = pop(&free) {
                    board.run(case);
                }
            });
        }
    });
    alone.into_iter().for_each(|case| board.run(case));
    let mut failures = board.failures.into_inner().expect("no case panics while it holds the list");
    failures.sort();
    failures
}

fn pop(queue: &Mutex<VecDeque<Case>>) -> Option<Case> {
    queue.lock().expect("no case panics while it holds the queue").pop_front()
}

struct Board {
    failures: Mutex<Vec<(String, String)>>,
    quiet: bool,
}

impl Board {
    fn run(&self, case: Case) {
        let outcome = catch_unwind(AssertUnwindSafe(case.body)).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            Err(format!("the case panicked: {}", text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("?")))
        });
        match (self.quiet, &outcome) {
            (true, Ok(())) => print!("."),
            (true, Err(_)) => print!("F"),
            (false, Ok(())) => println!("test {} ... ok", case.name),
            (false, Err(_)) => println!("test {} ... FAILED", case.name),
        }
        if let Err(message) = outcome {
            self.failures.lock().expect("no case panics while it holds the list").push((case.name, message));
        }
    }
}

fn report(failures: &[(String, String)], count: usize, filtered: usize, begun: Instant) {
    if !failures.is_empty() {
        println!("\nfailures:\n");
        for (name, message) in failures {
            println!("---- {name} ----\n{}\n", message.trim_end());
        }
        println!("\nfailures:");
        failures.iter().for_each(|(name, _)| println!("    {name}"));
    }
    println!(
        "\ntest result: {}. {} passed; {} failed; 0 ignored; 0 measured; {filtered} filtered out; finished in {:.2}s\n",
        if failures.is_empty() { "ok" } else { "FAILED" },
        count - failures.len(),
        failures.len(),
        begun.elapsed().as_secs_f64()
    );
}
