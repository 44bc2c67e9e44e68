//! Tests of the whole program; one binary, so that it links once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod as_of;
mod audit;
mod backups;
mod before_after;
mod calendar;
mod cli;
mod demo;
mod documents;
mod drafts;
#[cfg(unix)]
mod drawn;
mod facts;
mod filled;
mod first;
mod flows;
mod guides;
mod handed_in;
mod history;
mod import;
mod indicators;
mod intake;
mod joint;
mod keys;
#[cfg(unix)]
mod killed;
mod known;
mod layers;
mod microdata;
mod outgoing;
mod pages;
#[cfg(unix)]
mod previews;
mod printed;
mod programmes;
mod promised;
mod protection;
#[cfg(unix)]
#[allow(dead_code, reason = "a tool box: not every tool is in use at every time")]
mod pty;
mod recorded;
mod recount;
mod registers;
mod reports;
mod restored;
mod rules;
mod screen;
mod screens;
mod screenshots;
mod sealed;
#[cfg(unix)]
mod sequences;
mod service;
mod sheets;
mod shell;
mod source;
mod spreadsheets;
#[cfg(unix)]
mod stopped;
mod store;
mod strange;
mod tables;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod together;
mod twins;
mod update;
mod upgrade;
mod whole;
mod words;
#[cfg(unix)]
mod written;
