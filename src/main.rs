//! The program `tugi`.

fn main() {}
