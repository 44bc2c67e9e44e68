//! What a session is told from outside: which file, which language, which user.
//!
//! Reads nothing itself: the surroundings are asked through `lookup`, so that a test can be any computer.

use std::path::{Path, PathBuf};

use crate::i18n::Lang;

/// Asks the surroundings for a variable.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The variable that names the register, where the command line does not.
pub const FILE_VARIABLE: &str = "TUGI_FILE";

/// The register to open: the one asked for, else that of `TUGI_FILE`, else the one in the user's data folder; none where the
/// system knows no such folder.
pub fn register_path(asked: Option<&Path>, lookup: Lookup) -> Option<PathBuf> {
    let asked = asked.map(Path::to_owned).or_else(|| set(lookup, FILE_VARIABLE).map(PathBuf::from));
    asked.or_else(default_path)
}

/// Where the register lies when nobody says otherwise.
fn default_path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "tugi").map(|folders| folders.data_dir().join("register.tugi"))
}

/// Where reports of a fault of the program lie; none where the system knows no such folder.
pub fn report_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "tugi")?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
}

/// The language of the shell; none when it is one that Tugi does not speak.
pub fn language(lookup: Lookup) -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| set(lookup, name));
    locale.and_then(|locale| Lang::from_locale(&locale))
}

/// Who works: the name asked for, else the one the system logged in.
pub fn user(asked: Option<&str>, lookup: Lookup) -> String {
    let named = asked.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let known = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| set(lookup, name));
    named.or_else(known).unwrap_or_else(nameless)
}

/// The name under which the system has logged the user in, whoever is said to work; none where it does not say.
pub fn login() -> Option<String> {
    #[cfg(unix)]
    return uzers::get_user_by_uid(rustix::process::getuid().as_raw())
        .map(|user| user.name().to_string_lossy().into_owned());
    #[cfg(not(unix))]
    return None;
}

/// A user without a name still signs so that the saves of two such users can be told apart.
fn nameless() -> String {
    #[cfg(unix)]
    return format!("uid {}", rustix::process::getuid().as_raw());
    #[cfg(not(unix))]
    return "?".to_owned();
}

fn set(lookup: Lookup, name: &str) -> Option<String> {
    lookup(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<'a>(variables: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn the_file_asked_for_wins_over_the_variable() {
        let lookup = with(&[("TUGI_FILE", "/srv/rapla.tugi")]);
        assert_eq!(register_path(Some(Path::new("kose.tugi")), &lookup), Some("kose.tugi".into()));
        assert_eq!(register_path(None, &lookup), Some("/srv/rapla.tugi".into()));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_names_the_language() {
        assert_eq!(language(&with(&[("LC_ALL", ""), ("LANG", "lt_LT.UTF-8")])), Some(Lang::Lt));
        assert_eq!(language(&with(&[("LC_ALL", "C"), ("LANG", "lt_LT.UTF-8")])), None);
        assert_eq!(language(&with(&[])), None);
    }

    #[test]
    fn the_user_asked_for_wins_and_nobody_is_without_a_name() {
        let lookup = with(&[("USER", "kaja")]);
        assert_eq!(user(Some("piret"), &lookup), "piret");
        assert_eq!(user(Some(" "), &lookup), "kaja");
        assert!(!user(None, &with(&[])).is_empty());
    }
}
