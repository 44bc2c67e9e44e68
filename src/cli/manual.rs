//! What a packager takes out of the program: completions for shells and the manual page.

use std::io::{self, Write};

use clap_mangen::Man;

use super::{
    answer::{Answer, Failure, Outcome},
    wording::worded,
};
use crate::{i18n::Words, store};

/// The completions for a shell.
pub(super) fn completions(shell: clap_complete::Shell, words: &'static Words) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut worded(words), "tugi", &mut script);
    Answer::done(String::from_utf8_lossy(&script))
}

/// The manual page, in the language of the session: the program, then each command with its own options.
pub(super) fn page(words: &'static Words) -> Outcome {
    let page = rendered(words).map_err(|error| Failure::Store(store::Error::Io(error)))?;
    Ok(Answer::done(page))
}

fn rendered(words: &'static Words) -> io::Result<String> {
    let command = worded(words);
    let mut page = Vec::new();
    let whole = Man::new(command.clone());
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    writeln!(page, ".SH {}", words.cli.commands.to_uppercase())?;
    for below in command.get_subcommands() {
        let usage = below.clone().render_usage().to_string();
        // The usage line begins with the library's own word for it.
        let usage = usage.split_once("tugi").map_or("", |(_, rest)| rest);
        writeln!(page, ".SS \"tugi{}\"", usage.trim_end())?;
        writeln!(page, "{}", below.get_about().map(ToString::to_string).unwrap_or_default())?;
        let mut options = Vec::new();
        Man::new(below.clone()).render_options_section(&mut options)?;
        page.extend(String::from_utf8_lossy(&options).replace(".SH OPTIONS\n", "").into_bytes());
    }
    let cli = &words.cli;
    writeln!(page, ".SH {}\n{}", cli.exit_status.to_uppercase(), cli.exit_statuses)?;
    let headings = [("NAME", &cli.manual_name), ("SYNOPSIS", &cli.usage), ("OPTIONS", &cli.options)];
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for (english, own) in headings.into_iter().chain([("DESCRIPTION", &cli.manual_description)]) {
        page = page.replace(&format!(".SH {english}\n"), &format!(".SH {}\n", own.to_uppercase()));
    }
    Ok(page)
}
