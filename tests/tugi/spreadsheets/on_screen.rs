//! The messy sheet of an office, on the screen of the real program: three answers, and it is in.

use crate::{pty::Session, source::project};

/// Whether the line under the cursor begins so.
fn is_on(screen: &str, label: &str) -> bool {
    let mut under_cursor = screen.lines().filter_map(|line| line.strip_prefix('>'));
    under_cursor.any(|line| line.trim_start().starts_with(label))
}

/// Puts the cursor on the line that begins so, from the first on.
fn go_to(session: &mut Session, label: &str) {
    session.keys("<Home>").wait_until("the cursor is at the top", |screen| is_on(screen, "Kuris lapas"));
    for _ in 0..40 {
        if is_on(&session.screen(), label) {
            return;
        }
        let before = session.screen();
        session.keys("<Down>").wait_until("the cursor has moved", |screen| screen != before);
    }
    panic!("no line {label:?}\n{}", session.screen());
}

#[test]
fn the_messy_sheet_goes_in_on_the_screen_after_three_answers() {
    let arguments = ["demo", "--programme", "kazlu-ruda-2020", "--lang", "lt"];
    let mut session = Session::start(&arguments, &[], 24, 80);
    session.wait("F10").keys("2").wait("Dalyviai: visi");
    std::fs::copy(project("tests/sheets/messy.xlsx"), session.home().join("messy.xlsx")).unwrap();
    session.keys("<F9>").wait("Meniu").keys("importuoti lent<Enter>").wait("messy.xlsx").keys("messy<Enter>");
    session.wait("Kas yra lentelėje?").keys("<Enter>").wait("Naujų: 4. Pakeistų: 0. Jau yra: 0. Atmestų: 2.");

    go_to(&mut session, "Kada kreipėsi");
    session.keys("<Enter>").wait("Kada kreipėsi").keys("prašymo data<Enter>").wait("stulpeliai: Eil. nr.");
    go_to(&mut session, "Taisyti didžiąsias");
    session.keys("<Enter>").wait("Esc").keys("<Up><Enter>").wait_gone("parašyti didžiosiomis");
    go_to(&mut session, "10 eilutė");
    session.keys("<Enter>").wait("Kitas žmogus").keys("<Enter>").wait("Naujų: 5. Pakeistų: 0. Jau yra: 0. Atmestų: 1.");

    // The row that is still wrong is explained where the cursor stands on it.
    go_to(&mut session, "11 eilutė");
    session.wait("Kontrolinis skaitmuo");
    session.keys("<F2>").wait("Importuoti kitas").keys("<Right><Enter>").wait("messy.xlsx: 5");
    let refused = std::fs::read_to_string(session.home().join("messy-atmestos.csv")).unwrap();
    assert!(refused.contains("ŪKANYTĖ") && !refused.contains("ŽALIAGIRYS"), "{refused}");
    session.keys("/").wait("_").keys("aliagir").wait("Žaliagiris, Jurgis").wait("Žaliagirys, Jurgis");
}
