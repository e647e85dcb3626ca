//! Starts the engine, runs the main program, turns the loop, ends the process. Only this module turns the loop.
//!
//! Order of a turn: timers, signals, jobs and handles as the reactor gives them; after each callback the ticks queued
//! so far, then promise jobs; at the end of the turn the immediates. A tick that is queued by a tick waits for the next
//! round, so that a program which re-queues itself for ever starves nobody (as in v0.2.0).

pub mod turn;
