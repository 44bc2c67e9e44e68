//! The program `tugi`.

use std::process::ExitCode;

fn main() -> ExitCode {
    tugi::cli::run(std::env::args_os())
}
