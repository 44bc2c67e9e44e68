//! Guides for support persons: those that come with the program, and the office's own in their place.

use crate::shell::Shell;

#[test]
fn the_two_guides_of_the_seed_are_there_in_estonian_and_english() {
    let shell = Shell::with_demo();
    let listed = shell.json(&["guide", "list", "--json"]);
    let pairs: Vec<(String, String)> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["name"].as_str().unwrap().to_owned(), it["language"].as_str().unwrap().to_owned()))
        .collect();
    let pair = |name: &str, lang: &str| (name.to_owned(), lang.to_owned());
    let all =
        [pair("low-coping", "et"), pair("low-coping", "en"), pair("after-prison", "et"), pair("after-prison", "en")];
    assert_eq!(pairs, all);
    assert!(
        shell
            .stdout(&["guide", "show", "after-prison", "--lang", "en"])
            .starts_with("Supporting somebody who comes out")
    );
    assert!(shell.stdout(&["guide", "show", "low-coping", "--lang", "et"]).starts_with("Kuidas toetada peret"));
    // Where there is none in the language, another is better than nothing.
    assert!(shell.stdout(&["guide", "show", "low-coping", "--lang", "lt"]).starts_with("Supporting a family"));
    let all = shell.stdout(&["report", "guides", "--lang", "en"]);
    assert!(all.contains("Supporting a family") && all.contains("Supporting somebody who comes out"), "{all}");
}

#[test]
fn the_office_adds_its_own_and_corrects_it() {
    let shell = Shell::with_demo();
    shell.write("first-week.et.md", "# Esimene nädal\n\n- Helista\n");
    shell.stdout(&["guide", "add", "first-week.et.md"]);
    assert!(shell.stdout(&["guide", "show", "first-week"]).contains("Helista"));
    shell.write("first-week.et.md", "# Esimene nädal\n\n- Kirjuta\n");
    shell.stdout(&["guide", "add", "first-week.et.md"]);
    let shown = shell.stdout(&["guide", "show", "first-week"]);
    assert!(shown.contains("Kirjuta") && !shown.contains("Helista"), "{shown}");

    // One of the office's own stands in the place of the one that comes with the program.
    shell.write("low-coping.en.md", "# Our own way\n\nRing.\n");
    shell.stdout(&["guide", "add", "low-coping.en.md"]);
    assert!(shell.stdout(&["guide", "show", "low-coping", "--lang", "en"]).starts_with("Our own way"));
    assert_eq!(shell.json(&["guide", "list", "--json"]).as_array().unwrap().len(), 5);

    // It goes with the register, also as text, and is taken back like everything else.
    shell.stdout(&["export", "register", "--out", "register.txt"]);
    shell.stdout(&["import", "register", "register.txt", "--to", "again.tugi"]);
    assert!(shell.stdout(&["guide", "show", "first-week", "--file", "again.tugi"]).contains("Kirjuta"));
    shell.stdout(&["undo"]);
    assert!(shell.stdout(&["guide", "show", "low-coping", "--lang", "en"]).starts_with("Supporting a family"));
}

#[test]
fn what_is_no_guide_is_refused_with_a_sentence_and_nothing_is_saved() {
    let shell = Shell::with_demo();
    let before = shell.log_position();
    shell.write("notes.md", "Just words.\n");
    shell.write("bytes.md", [0xff, 0xfe, 0x00]);
    for (line, said) in [
        (&["guide", "add", "notes.md"][..], "does not begin with a heading"),
        (&["guide", "add", "bytes.md"], "does not begin with a heading"),
        (&["guide", "add", "nowhere.md"], "nowhere.md"),
        (&["guide", "show", "nothing"], "There is no guide “nothing”"),
    ] {
        let run = shell.run(&[line, &["--lang", "en"]].concat());
        assert!(run.contains(said) && run.contains("exit status 1"), "{line:?}: {run}");
    }
    assert_eq!(shell.log_position(), before);
}
