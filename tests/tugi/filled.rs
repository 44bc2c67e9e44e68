//! What the forms take down beyond the first programme: it stands on the card, follows from nothing else, and can be taken back.

use tugi::{
    app::App,
    cards::{self, Card},
    demo,
    domain::{
        Change, Choice as _, CircumstanceKind, Decision, DecisionKind, HandIn, Id, Kind, Participation, Problem,
        Relation, RelationKind, Rule, Side, current_stay,
    },
    forms::{Entry, FORMS, Opening, form},
    i18n::{Lang, words},
    lists::Target,
    session::{Asked, Session, collation},
    store::Store,
    ui::{Code, Input, Key, Message},
};

/// The screen of an office.
fn office(code: &str) -> App {
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, code).unwrap();
    let asked = Asked { lang: Some(Lang::En), user: "ann".into(), ..Asked::default() };
    App::new(Session::over(store, &asked).unwrap(), (80, 24)).unwrap()
}

/// An office at work.
struct Desk(Session);

impl Desk {
    fn of(code: &str) -> Self {
        let mut store = Store::in_memory(collation(None)).unwrap();
        demo::fill(&mut store, code).unwrap();
        Self(Session::over(store, &Asked { lang: Some(Lang::En), user: "ann".into(), ..Asked::default() }).unwrap())
    }

    /// A participation that is in the programme.
    fn participant(&self) -> Id {
        let facts = self.0.store.facts(self.0.env.programme).unwrap();
        facts.cases.iter().find(|case| current_stay(case, self.0.env.today).is_some()).unwrap().id()
    }

    /// The changes that a form filled so amounts to, or what is wrong.
    fn fill(&self, name: &str, on: &Opening, values: &[(&str, Entry)]) -> Result<Vec<Change>, Vec<Problem>> {
        let form = form(name).unwrap();
        let mut filled = form.open(&self.0.store, on, &self.0.env).unwrap();
        for (field, entry) in values {
            let place = form.fields().iter().position(|known| known.name == *field).unwrap();
            filled.entries[place] = entry.clone();
        }
        form.submit(&filled.base, &filled.entries, &self.0.env)
    }

    fn save(&mut self, name: &str, on: &Opening, values: &[(&str, Entry)]) -> Vec<(Kind, Id)> {
        let changes = self.fill(name, on, values).unwrap();
        let by = self.0.signature();
        self.0.store.commit(form(name).unwrap().act(), &changes, &by).unwrap().created
    }

    /// What is wrong with a form filled so: fields and rules.
    fn wrong(&self, name: &str, on: &Opening, values: &[(&str, Entry)]) -> Vec<(&'static str, Rule)> {
        self.fill(name, on, values).unwrap_err().into_iter().map(|problem| (problem.field, problem.rule)).collect()
    }

    fn card(&self, participation: Id) -> Card {
        let target = Target::Record(Kind::Participation, participation);
        cards::open(&self.0.store, &target, &self.0.env).unwrap().unwrap()
    }

    fn records(&self) -> i64 {
        Kind::ALL.iter().map(|kind| self.0.store.count(*kind).unwrap()).sum()
    }
}

fn on(participation: Id) -> Opening {
    Opening { participation: Some(participation), ..Opening::default() }
}

fn t(text: &str) -> Entry {
    Entry::typed(text)
}

fn says(card: &Card, label: &str, value: &str) -> bool {
    card.facts.iter().any(|(known, said)| known == label && said.contains(value))
}

#[test]
fn what_is_recorded_stands_on_the_card_is_whole_and_can_be_taken_back() {
    let mut desk = Desk::of("kose-iste-2019");
    let who = desk.participant();
    let before = desk.records();
    let barrier = |value| [("scale", t("barrier")), ("item", t("Getting about")), ("value", t(value))];

    desk.save("assessment", &on(who), &[&barrier("8")[..], &[("date", t("-7"))]].concat());
    desk.save("assessment", &on(who), &barrier("5"));
    desk.save("team-member", &on(who), &[("name", t("Dr Tamm"))]);
    let other = [("side", t("is cared for by")), ("surname", t("Pihlak")), ("given", t("Aino"))];
    desk.save("relation", &on(who), &other);
    desk.save("referral", &on(who), &[("direction", t("from")), ("body", t("Puhkekodu Männi"))]);
    desk.save("circumstance", &on(who), &[("kind", t("carries a care burden")), ("answer", t("no"))]);
    desk.save("decision", &on(who), &[("kind", t("plan")), ("by", t("Kose vald"))]);
    desk.save("flag", &on(who), &[("text", t("Visit in pairs only"))]);

    let card = desk.card(who);
    assert!(card.warnings[0].contains("Visit in pairs only"), "{:?}", card.warnings);
    assert!(says(&card, "Getting about", "8 → 5 (-3)"), "{:#?}", card.facts);
    assert!(says(&card, "case team", "Dr Tamm") && says(&card, "is cared for by", "Pihlak, Aino"));
    assert!(says(&card, "Referral", "Puhkekodu Männi") && says(&card, "Formal decision", "Kose vald"));
    let forms: Vec<&str> = card
        .rows
        .iter()
        .filter_map(|row| match row.target {
            Target::Form(form, ..) => Some(form),
            _ => None,
        })
        .collect();
    for form in ["assessment", "team-member", "relation", "referral", "circumstance", "decision", "flag"] {
        assert!(forms.contains(&form), "{form} is not in the timeline");
    }
    let carer = desk.0.store.all::<Relation>().unwrap().pop().unwrap().record;
    let person = desk.0.store.expect::<Participation>(who).unwrap().record.person;
    assert_eq!(
        (carer.kind, carer.other, carer.seen_from(person).0),
        (RelationKind::CaresFor, person, Side::CaredForBy)
    );
    assert!(desk.0.store.verify().unwrap().faults.is_empty());
    let by = desk.0.signature();
    for _ in 0..8 {
        desk.0.store.undo_last(&by).unwrap();
    }
    assert_eq!(desk.records(), before);
    assert!(desk.0.store.verify().unwrap().faults.is_empty());
}

#[test]
fn what_cannot_be_so_is_said_field_by_field_and_changes_nothing() {
    let desk = Desk::of("kose-iste-2019");
    let who = desk.participant();
    let wrong = |name, values: &[(&str, Entry)]| desk.wrong(name, &on(who), values);
    let person = desk.0.store.expect::<Participation>(who).unwrap().record.person;
    let only = |set, code| Rule::OnlyWith(set, code);

    let prolongation = [("kind", t("prolongation")), ("by", t("Kose vald"))];
    assert_eq!(wrong("decision", &prolongation), [("until", Rule::Missing)]);
    assert_eq!(wrong("decision", &[("kind", t("plan"))]), [("worker", Rule::Missing)]);
    let until = [("kind", t("plan")), ("by", t("Kose vald")), ("until", t("+90"))];
    assert_eq!(wrong("decision", &until), [("until", only("decision-kind", "prolongation"))]);
    let high = [("scale", t("quality of life, 0–10")), ("value", t("11"))];
    assert_eq!(wrong("assessment", &high), [("value", Rule::NotInRange(10))]);
    assert_eq!(wrong("assessment", &[("scale", t("barrier")), ("value", t("3"))]), [("item", Rule::Missing)]);
    let stray = [("scale", t("who-5")), ("item", t("transport")), ("value", t("25"))];
    assert_eq!(wrong("assessment", &stray), [("item", only("scale", "barrier"))]);
    let worker = Entry::chosen(vec![(Id(1), String::new())]);
    assert_eq!(wrong("team-member", &[]), [("worker", Rule::Missing)]);
    assert_eq!(wrong("team-member", &[("worker", worker), ("name", t("Tamm"))]), [("name", Rule::OnlyOne)]);
    let same = [("side", t("household")), ("other", Entry::chosen(vec![(person, String::new())]))];
    assert_eq!(wrong("relation", &same), [("other", Rule::Oneself)]);
    let answered = [("direction", t("to")), ("body", t("arst")), ("answer", t("accepted"))];
    assert_eq!(wrong("referral", &answered), [("answered-on", Rule::Missing)]);
    assert_eq!(wrong("flag", &[("text", t("x")), ("closed-on", t("t"))]), [("closing-note", Rule::Missing)]);
    assert_eq!(wrong("spell", &[("percent", t("120"))]), [("percent", Rule::NotInRange(100))]);
}

#[test]
fn a_decision_on_an_application_keeps_the_facts_it_rested_on() {
    let mut desk = Desk::of("rapla-2013");
    let values = [
        ("surname", t("Uustalu")),
        ("given", t("Nora")),
        ("born", t("1980-05-01")),
        ("out-of-work-since", t("2012-01-15")),
        ("applied-on", t("2013-07-01")),
        ("ruling", t("accepted")),
        ("ruled-on", t("2013-07-03")),
    ];
    let created = desk.save("registration", &Opening::default(), &values);
    let id = created.iter().find(|(kind, _)| *kind == Kind::Participation).unwrap().1;
    let basis = |desk: &Desk| desk.0.store.expect::<Participation>(id).unwrap().record.ruling_basis;
    let taken_down = basis(&desk);
    assert!(taken_down.contains("2012-01-15"), "{taken_down}");

    let again = Opening { existing: Some(id), ..Opening::default() };
    desk.save("registration", &again, &[("out-of-work-since", t("2013-06-01"))]);

    assert_eq!(basis(&desk), taken_down, "what was decided upon is not rewritten by what is learnt later");
    let card = desk.card(id);
    assert!(says(&card, "Decision", "accepted, 2013-07-03"), "{:#?}", card.facts);
    assert!(says(&card, "On these facts", "2012-01-15"), "{:#?}", card.facts);
    desk.save("registration", &again, &[("ruled-on", t("2013-07-04"))]);
    assert!(basis(&desk).contains("2013-06-01"));
    desk.save("registration", &again, &[("ruling", t(""))]);
    assert_eq!(basis(&desk), "");
}

#[test]
fn the_registration_asks_what_the_programme_asks_and_takes_every_circumstance() {
    let mut desk = Desk::of("rapla-2013");
    let asked = |desk: &Desk| -> Vec<&str> {
        let fields = form("registration").unwrap().fields();
        let questions =
            fields.iter().filter(|field| CircumstanceKind::ALL.iter().any(|kind| code(*kind) == field.name));
        questions.filter(|field| field.is_asked(&desk.0.env.definition)).map(|field| field.name).collect()
    };
    assert_eq!(asked(&desk), ["lone-parent", "subsistence-benefit", "released-from-prison"]);
    assert!(asked(&Desk::of("kose-iste-2019")).contains(&"parallel-state-service"));

    let questions = CircumstanceKind::ALL.iter().map(|kind| code(*kind));
    let dated = |name: &&str| !["out-of-work", "registered-unemployed"].contains(name);
    let mut values: Vec<(&str, Entry)> = questions.filter(dated).map(|name| (name, t("declined"))).collect();
    values.extend([("surname", t("Uustalu")), ("given", t("Nora")), ("registered-since", t("2013-01-02"))]);
    values.push(("out-of-work-since", t("2013-01-02")));
    let created = desk.save("registration", &Opening::default(), &values);

    let circumstances = created.iter().filter(|(kind, _)| *kind == Kind::Circumstance).count();
    assert_eq!(circumstances, CircumstanceKind::ALL.len());
}

fn code(kind: CircumstanceKind) -> &'static str {
    kind.code()
}

#[test]
fn a_report_is_handed_in_from_the_list_of_what_is_due_and_is_no_longer_due() {
    let mut app = office("kose-iste-2022");
    let report = |app: &App| {
        let row = app.model.list().page.rows.iter().position(|row| matches!(row.target, Target::HandIn(..)));
        row.map(|place| place + app.model.list().page.offset)
    };
    app.send(Message::Input(Input::Key(Key::char('v'))));
    app.send(Message::Input(Input::Key(Key::plain(Code::End))));
    app.send(Message::Input(Input::Key(Key::plain(Code::Enter))));
    let place = report(&app).expect("a report is due");
    let due = app.model.list().page.rows[place].target.clone();
    while app.model.row().unwrap().target != due {
        app.send(Message::Input(Input::Key(Key::plain(Code::Down))));
    }

    app.send(Message::Input(Input::Key(Key::plain(Code::Enter))));
    app.send(Message::Input(Input::Key(Key::f(2))));

    let hand_ins = app.session.store.all::<HandIn>().unwrap();
    let made = &hand_ins.last().unwrap().record;
    assert_eq!(Target::HandIn(made.rule.clone(), made.occurrence), due);
    assert!(app.model.list().page.rows.iter().all(|row| row.target != due));
}

#[test]
fn no_two_fields_of_a_form_are_called_alike() {
    for lang in Lang::ALL {
        for form in FORMS {
            let mut labels: Vec<&str> = form.fields().iter().map(|field| (field.label)(words(lang))).collect();
            labels.sort_unstable();
            let twice = labels.windows(2).find(|pair| pair[0] == pair[1]);
            assert_eq!(twice, None, "{lang}, {}: a sheet could not tell them apart", form.name());
        }
    }
}

#[test]
fn an_item_is_named_in_any_language_and_kept_by_its_id() {
    let mut desk = Desk::of("kose-iste-2019");
    let who = desk.participant();
    let participants = Entry::chosen(vec![(who, String::new())]);
    for (typed, id) in [("Coping with daily life", "daily-life"), ("Eluase", "housing"), ("phys", "physical-health")] {
        let values = [("participants", participants.clone()), ("kind", t("talk")), ("component", t(typed))];
        let created = desk.save("meeting", &on(who), &values);
        let meeting = desk.0.store.meeting(created[0].1).unwrap().unwrap().meeting.record;
        assert_eq!(meeting.component, id);
    }
    let unknown = [("participants", participants), ("kind", t("talk")), ("component", t("massage"))];
    assert_eq!(desk.wrong("meeting", &on(who), &unknown), [("component", Rule::NotAChoice("massage".to_owned()))]);
}

#[test]
fn services_are_counted_as_minutes_and_academic_hours_of_each_component() {
    let mut desk = Desk::of("kose-iste-2019");
    let who = desk.participant();
    let served = |desk: &Desk| {
        let case = desk.0.store.case(who).unwrap().unwrap();
        tugi::domain::delivered(&case, desk.0.env.today).get("housing").copied().unwrap_or_default()
    };
    let before = served(&desk);
    let participants = Entry::chosen(vec![(who, String::new())]);
    let values =
        [("participants", participants), ("kind", t("talk")), ("component", t("Housing")), ("minutes", t("90"))];

    desk.save("meeting", &on(who), &values);

    assert_eq!(served(&desk), before + 90);
    let hours = words(Lang::En).lang.decimal(tugi::domain::academic_hours(before + 90), 1);
    assert!(says(&desk.card(who), "Housing", &format!("{hours} academic hours")), "{:#?}", desk.card(who).facts);
}

#[test]
fn a_decision_is_about_the_participant_and_not_about_who_decided() {
    let mut desk = Desk::of("rapla-2013");
    let who = desk.participant();
    let worker = Entry::chosen(vec![(Id(1), String::new())]);
    let values = [("kind", t("prolongation")), ("worker", worker), ("until", t("2014-12-31"))];

    let created = desk.save("decision", &on(who), &values);

    let decision = desk.0.store.expect::<Decision>(created[0].1).unwrap();
    assert_eq!(decision.record.kind, DecisionKind::Prolongation);
    let name = tugi::forms::name_of(&desk.0.store, Kind::Participation, who, desk.0.env.words);
    assert_eq!(tugi::forms::subject_of(&desk.0.store, Kind::Decision, decision.id, desk.0.env.words), name);
    assert!(says(&desk.card(who), "May stay until", "2014-12-31"), "{:#?}", desk.card(who).facts);
}
