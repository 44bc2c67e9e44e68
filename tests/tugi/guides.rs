//! Guides for support persons: those that come with the program, and the office's own in their place.

use crate::shell::Shell;

#[test]
fn both_guides_are_there_in_every_language_and_every_office_reads_them_in_its_own() {
    let shell = Shell::empty();
    for (code, _) in tugi::demo::REGISTERS {
        let file = format!("{code}.tugi");
        shell.stdout(&["demo", "--programme", code, "--to", &file]);
        let listed = shell.json(&["guide", "list", "--json", "--file", &file]);
        let pair =
            |guide: &serde_json::Value| [&guide["name"], &guide["language"]].map(|it| it.as_str().unwrap().to_owned());
        let pairs: Vec<[String; 2]> = listed.as_array().unwrap().iter().map(pair).collect();
        let all = ["low-coping", "after-prison"]
            .into_iter()
            .flat_map(|name| ["et", "en", "lt", "sv"].map(|lang| [name, lang].map(String::from)));
        assert_eq!(pairs, all.collect::<Vec<_>>(), "{code}");
        // Without a word, in the language of the programme.
        let shown = shell.stdout(&["guide", "show", "after-prison", "--file", &file]);
        let title = if code.starts_with("torsas") {
            "Att stödja någon"
        } else if code.starts_with("kazlu") || code.starts_with("trakai") {
            "Kaip padėti"
        } else {
            "Kuidas toetada"
        };
        assert!(shown.starts_with(title), "{code}: {shown}");
        let all = shell.stdout(&["report", "guides", "--lang", "en", "--file", &file]);
        assert!(all.contains("Supporting a family") && all.contains("Supporting somebody who comes out"), "{all}");
    }
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
    assert_eq!(shell.json(&["guide", "list", "--json"]).as_array().unwrap().len(), 9);

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

/// A guide as offices write them elsewhere, with what means a browser harm.
const WRITTEN: &str = "# Our way\n\nRing **first**, then *write*.\n\n- **Never** alone\n- [the fund](https://example.ee/a?b=1&c)\n\
- [click](javascript:alert(1)) <script>alert(2)</script>\n\n| Who | Rings |\n|---|--:|\n| the **lead** | 112 |\n";

#[test]
fn what_is_stressed_linked_and_tabled_in_a_guide_is_so_on_the_page_and_plain_as_text_and_nothing_is_active() {
    let shell = Shell::with_demo();
    shell.write("our-way.en.md", WRITTEN);
    shell.stdout(&["guide", "add", "our-way.en.md"]);

    for line in [&["guide", "show", "our-way"][..], &["report", "guides", "--lang", "en"]] {
        let text = shell.stdout(line);
        for said in [
            "Ring first, then write.",
            "- Never alone",
            "- the fund (https://example.ee/a?b=1&c)",
            "- click <script>alert(2)</script>",
            "Who       Rings",
            "the lead    112",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("**") && !text.contains("](") && !text.contains("|--"), "{text}");

        let page = shell.stdout(&[line, &["--format", "html"]].concat());
        for said in [
            "<p>Ring <strong>first</strong>, then <em>write</em>.</p>",
            "<li><strong>Never</strong> alone</li>",
            "<li>the fund (https://example.ee/a?b=1&amp;c)</li>",
            "&lt;script&gt;alert(2)&lt;/script&gt;",
            "<th scope=\"col\">Who</th>",
            "<td>the lead</td>",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("**") && !page.contains("<a ") && !page.contains("<script"), "{page}");
        assert!(!page.contains("javascript:"), "{page}");
    }
}

#[test]
fn a_guide_is_written_in_the_forms_of_a_report_in_its_own_language() {
    let shell = Shell::with_demo();
    let shown = shell.stdout(&["guide", "show", "after-prison", "--lang", "lt"]);
    for (file, said) in
        [("guide.txt", &*shown), ("guide.html", "<html lang=\"lt\""), ("guide.json", "\"after-prison\"")]
    {
        shell.stdout(&["guide", "show", "after-prison", "--lang", "lt", "--out", file]);
        let written = String::from_utf8(shell.read(file)).unwrap();
        assert!(written.contains(said), "{file}: {written}");
    }
    let again = shell.run(&["guide", "show", "after-prison", "--lang", "en", "--out", "guide.txt"]);
    assert!(again.contains("exit status 1"), "{again}");
    shell.stdout(&["guide", "show", "after-prison", "--out", "guide.xlsx"]);
    assert!(shell.json(&["guide", "show", "after-prison", "--json"])["text"].is_string());
}
