//! The words of the command line's own help, in the language of the session: one table for commands, options and values.

use clap::{Arg, Command, CommandFactory};

use super::arguments::Arguments;
use crate::i18n::{Label, Words};

/// What each command does, by its name after `tugi`.
const COMMANDS: &[(&str, Label)] = &[
    ("tugi", |w| &w.command.tugi),
    ("demo", |w| &w.command.demo),
    ("init", |w| &w.command.init),
    ("import", |w| &w.command.import),
    ("export", |w| &w.command.export),
    ("report", |w| &w.command.report),
    ("figures", |w| &w.command.figures),
    ("today", |w| &w.command.today),
    ("log", |w| &w.command.log),
    ("undo", |w| &w.command.undo),
    ("programme", |w| &w.command.programme),
    ("programme list", |w| &w.command.programme_list),
    ("programme show", |w| &w.command.programme_show),
    ("programme check", |w| &w.command.programme_check),
    ("programme add", |w| &w.command.programme_add),
    ("programme export", |w| &w.command.programme_export),
    ("programme move", |w| &w.command.programme_move),
    ("person", |w| &w.command.person),
    ("person access", |w| &w.command.person_access),
    ("person merge", |w| &w.command.person_merge),
    ("person erase", |w| &w.command.person_erase),
    ("person reading", |w| &w.command.person_reading),
    ("person pseudonymise", |w| &w.command.person_pseudonymise),
    ("person anonymise", |w| &w.command.person_anonymise),
    ("guide", |w| &w.command.guide),
    ("guide list", |w| &w.command.guide_list),
    ("guide show", |w| &w.command.guide_show),
    ("guide add", |w| &w.command.guide_add),
    ("verify", |w| &w.command.verify),
    ("backup", |w| &w.command.backup),
    ("restore", |w| &w.command.restore),
    ("completions", |w| &w.command.completions),
    ("man", |w| &w.command.man),
];

/// What each argument is for, by its name.
const ARGUMENTS: &[(&str, Label)] = &[
    ("register", |w| &w.option.register),
    ("file", |w| &w.option.file),
    ("lang", |w| &w.option.lang),
    ("today", |w| &w.option.today),
    ("user", |w| &w.option.user),
    ("json", |w| &w.option.json),
    ("color", |w| &w.option.color),
    ("glyphs", |w| &w.option.glyphs),
    ("help", |w| &w.option.help),
    ("version", |w| &w.option.version),
    ("programme", |w| &w.option.programme),
    ("to", |w| &w.option.to),
    ("new", |w| &w.option.new),
    ("office", |w| &w.option.office),
    ("what", |w| &w.option.what),
    ("sheet", |w| &w.option.sheet),
    ("check", |w| &w.option.check),
    ("encoding", |w| &w.option.encoding),
    ("tab", |w| &w.option.tab),
    ("map", |w| &w.option.map),
    ("proper_names", |w| &w.option.proper_names),
    ("others", |w| &w.option.others),
    ("update", |w| &w.option.update),
    ("refused", |w| &w.option.refused),
    ("dates", |w| &w.option.dates),
    ("name_order", |w| &w.option.name_order),
    ("new_file", |w| &w.option.new_file),
    ("list", |w| &w.option.list),
    ("format", |w| &w.option.format),
    ("form", |w| &w.option.form),
    ("out", |w| &w.option.out),
    ("overwrite", |w| &w.option.overwrite),
    ("anonymous", |w| &w.option.anonymous),
    ("small", |w| &w.option.small),
    ("report", |w| &w.option.report),
    ("seal", |w| &w.option.seal),
    ("sealed", |w| &w.option.sealed),
    ("compare", |w| &w.option.compare),
    ("promise", |w| &w.option.promise),
    ("as_of", |w| &w.option.as_of),
    ("known_on", |w| &w.option.known_on),
    ("proof", |w| &w.option.proof),
    ("join", |w| &w.option.join),
    ("names", |w| &w.option.names),
    ("layout", |w| &w.option.layout),
    ("quarter", |w| &w.option.quarter),
    ("year", |w| &w.option.year),
    ("complete", |w| &w.option.complete),
    ("guide", |w| &w.option.guide),
    ("guide_file", |w| &w.option.guide_file),
    ("days", |w| &w.option.days),
    ("worker", |w| &w.option.worker),
    ("record", |w| &w.option.record),
    ("who", |w| &w.option.who),
    ("log_from", |w| &w.option.log_from),
    ("log_to", |w| &w.option.log_to),
    ("act", |w| &w.option.act),
    ("kind", |w| &w.option.kind),
    ("newest", |w| &w.option.newest),
    ("batch", |w| &w.option.batch),
    ("code", |w| &w.option.code),
    ("edition", |w| &w.option.edition),
    ("definition", |w| &w.option.definition),
    ("added", |w| &w.option.added),
    ("number", |w| &w.option.number),
    ("person_who", |w| &w.option.person_who),
    ("reason", |w| &w.option.reason),
    ("twin", |w| &w.option.twin),
    ("take", |w| &w.option.take),
    ("renew", |w| &w.option.renew),
    ("reading", |w| &w.option.reading),
    ("readings", |w| &w.option.readings),
    ("copy", |w| &w.option.copy),
    ("destination", |w| &w.option.destination),
    ("encrypt", |w| &w.option.encrypt),
    ("passphrase_file", |w| &w.option.passphrase_file),
    ("restored", |w| &w.option.restored),
    ("shell", |w| &w.option.shell),
];

/// What a value is called, by the name it bears in `arguments`.
const VALUES: &[(&str, Label)] = &[
    ("FILE", |w| &w.value.file),
    ("LANG", |w| &w.value.lang),
    ("DAY", |w| &w.value.day),
    ("NAME", |w| &w.value.name),
    ("HOW", |w| &w.value.how),
    ("COLUMN=FIELD", |w| &w.value.column_field),
    ("ROW", |w| &w.value.row),
    ("ID", |w| &w.value.id),
    ("SHEET", |w| &w.value.sheet),
    ("WHAT", |w| &w.value.what),
    ("N", |w| &w.value.n),
    ("QUARTER", |w| &w.value.quarter),
    ("YEAR", |w| &w.value.year),
    ("RECORD", |w| &w.value.record),
    ("BATCH", |w| &w.value.batch),
    ("SHELL", |w| &w.value.shell),
    ("WHO", |w| &w.value.who),
    ("FIELD", |w| &w.value.field),
    ("TEXT", |w| &w.value.text),
];

/// The global options come after a command's own.
const AFTER: usize = 100;

/// The command line with its help in this language.
pub(super) fn worded(words: &'static Words) -> Command {
    dress(Arguments::command(), words, None)
}

fn dress(command: Command, words: &'static Words, above: Option<&str>) -> Command {
    let name = command.get_name().to_owned();
    let path = above.map_or_else(|| name.clone(), |above| format!("{above} {name}"));
    let command = command
        .about(word(COMMANDS, path.strip_prefix("tugi ").unwrap_or(&path), words))
        .mut_args(|argument| dress_argument(argument, words))
        .mut_subcommands(|below| dress(below, words, Some(&path)));
    let (usage, template) = (usage(&command, &path, words), template(&command, words));
    command.override_usage(usage).help_template(template)
}

fn dress_argument(argument: Arg, words: &'static Words) -> Arg {
    let help = word(ARGUMENTS, argument.get_id().as_str(), words);
    let order = if argument.is_global_set() { AFTER } else { 0 };
    let name =
        argument.get_value_names().and_then(|names| names.first()).map(|name| word(VALUES, name.as_str(), words));
    let argument = argument.help(help).display_order(order);
    match name.filter(|name| !name.is_empty()) {
        Some(name) => argument.value_name(name).hide_possible_values(true),
        None => argument,
    }
}

fn word(table: &[(&str, Label)], name: &str, words: &'static Words) -> &'static str {
    table.iter().find(|(known, _)| *known == name).map_or("", |(_, label)| label(words))
}

/// `tugi import WHAT SHEET [options]`.
fn usage(command: &Command, path: &str, words: &Words) -> String {
    let mut usage = path.to_owned();
    for argument in command.get_positionals() {
        let name = argument.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        usage += &if argument.is_required_set() { format!(" {name}") } else { format!(" [{name}]") };
    }
    if command.has_subcommands() {
        usage += &format!("\n       {path} {}", words.cli.a_command);
    }
    usage + &format!(" [{}]", words.cli.an_option)
}

/// The help page, with its headings in the language of the session.
fn template(command: &Command, words: &Words) -> String {
    let words = &words.cli;
    let mut page = format!("{{about-with-newline}}\n{}: {{usage}}\n", words.usage);
    if command.has_subcommands() {
        page += &format!("\n{}:\n{{subcommands}}\n", words.commands);
    }
    if command.get_positionals().next().is_some() {
        page += &format!("\n{}:\n{{positionals}}\n", words.arguments);
    }
    page += &format!("\n{}:\n{{options}}\n", words.options);
    if command.has_subcommands() {
        page += &format!("\n{}: {}\n", words.exit_status, words.exit_statuses);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, words};

    fn each(command: &Command, look: &mut dyn FnMut(&Command)) {
        look(command);
        command.get_subcommands().for_each(|below| each(below, look));
    }

    #[test]
    fn every_command_and_every_argument_has_its_words() {
        let worded = worded(words(Lang::Et));
        each(&worded, &mut |command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty(), "{}", command.get_name());
            for argument in command.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!help.is_empty(), "{} {}", command.get_name(), argument.get_id());
            }
        });
    }

    #[test]
    fn the_command_line_agrees_with_itself() {
        for lang in Lang::ALL {
            worded(words(lang)).debug_assert();
        }
    }
}
