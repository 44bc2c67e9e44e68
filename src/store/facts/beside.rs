//! Two things read at the same time, where there is so much to read that it pays.

use std::thread;

use rusqlite::Connection;

use super::super::{Store, error::Result};

/// From how many meetings on a second connection pays.
const MANY: i64 = 20_000;

impl Store {
    /// Reads two things: `first` beside `second`, over a connection of its own, where the register is large and lies in a file.
    ///
    /// The caller has begun a transaction and read in it. While that holds the file nobody can save, so that both connections
    /// see the same register.
    pub(super) fn beside<A: Send, B>(
        &self,
        first: impl Fn(&Connection) -> Result<A> + Sync,
        second: impl FnOnce() -> Result<B>,
    ) -> Result<(B, A)> {
        let Some(connection) = self.another_connection() else { return Ok((second()?, first(&self.connection)?)) };
        let (second, found) = thread::scope(|scope| {
            let first = &first;
            let reading = scope.spawn(move || first(&connection));
            let second = second();
            (second, reading.join())
        });
        let found = found.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // Whatever kept the other connection from reading, somebody who waits to save for one, is no obstacle for this one.
        Ok((second?, found.or_else(|_| first(&self.connection))?))
    }

    fn another_connection(&self) -> Option<Connection> {
        let newest: i64 = self.connection.query_row("SELECT max(id) FROM meeting", [], |row| row.get(0)).ok()?;
        if newest < MANY || thread::available_parallelism().is_ok_and(|threads| threads.get() == 1) {
            return None;
        }
        super::super::open::for_reading(self.path()?).ok()
    }
}
