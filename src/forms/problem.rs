//! The sentence for a problem: what is wrong with which field, and what would be right.

use crate::{
    domain::{Country, DateProblem, IdProblem, MinutesProblem, Problem, Rule, TimeProblem},
    env::Env,
    i18n::fill,
};

/// What is wrong and what to do, in the session's language; the field is named by whoever shows the sentence.
pub fn sentence(problem: &Problem, env: &Env) -> String {
    let words = &env.words.rule;
    let on = |sentence: &str, day| fill(sentence, &[("day", &env.date(day))]);
    match &problem.rule {
        Rule::Missing => words.missing.clone(),
        Rule::Date(date) => date_sentence(date, env),
        Rule::Time(time) => time_sentence(*time, env),
        Rule::Minutes(minutes) => minutes_sentence(*minutes, env),
        Rule::NotAChoice(typed) => fill(&words.not_a_choice, &[("typed", typed)]),
        Rule::NotFound(typed) => fill(&words.not_found, &[("typed", typed)]),
        Rule::NotUnique(typed) => fill(&words.not_unique, &[("typed", typed)]),
        Rule::NationalId(id) => id_sentence(id, env),
        Rule::BornOtherwise(day) => on(&words.born_otherwise, *day),
        Rule::InTheFuture => fill(&words.in_the_future, &[("today", &env.date(env.today))]),
        Rule::BeforeBeginning(day) => on(&words.before_beginning, *day),
        Rule::BeforeApplication(day) => {
            fill(&words.before_application, &[("day", &env.date(*day)), ("field", &env.words.field.applied_on)])
        }
        Rule::AfterEnd(day) => on(&words.after_end, *day),
        Rule::AlreadyEntered(day) => on(&words.already_entered, *day),
        Rule::OverlapsStay(day) => on(&words.overlaps_stay, *day),
        Rule::NotInRange(most) => fill(&words.not_in_range, &[("most", &most.to_string())]),
        Rule::OnlyOne => words.only_one.clone(),
        Rule::OnlyWith(set, code) => fill(&words.only_with, &[("what", env.words.code_name(set, code))]),
        Rule::Oneself => words.oneself.clone(),
        Rule::OtherSurname => words.other_surname.clone(),
        Rule::OnlyWhenNew => words.only_when_new.clone(),
        Rule::TooLong(most) => fill(&words.too_long, &[("n", &most.to_string())]),
    }
}

fn date_sentence(problem: &DateProblem, env: &Env) -> String {
    let words = &env.words.rule;
    match problem {
        DateProblem::NotADate => fill(&words.not_a_date, &[("example", &env.date(env.today))]),
        DateProblem::NoSuchDay { day, month, year, last } => fill(
            &words.no_such_day,
            &[("day", &day.to_string()), ("month", &format!("{year}-{month:02}")), ("last", &last.to_string())],
        ),
        DateProblem::NoSuchMonth { month } => fill(&words.no_such_month, &[("month", &month.to_string())]),
        DateProblem::NoSuchYear { year } => fill(&words.no_such_year, &[("year", &year.to_string())]),
        DateProblem::NoSuchWeek { week, year } => {
            fill(&words.no_such_week, &[("week", &week.to_string()), ("year", &year.to_string())])
        }
        DateProblem::YearMissing => fill(&words.year_missing, &[("example", &env.date(env.today))]),
        DateProblem::Ambiguous { first, second } => {
            fill(&words.ambiguous_date, &[("first", &env.date(*first)), ("second", &env.date(*second))])
        }
    }
}

fn time_sentence(problem: TimeProblem, env: &Env) -> String {
    let words = &env.words.rule;
    match problem {
        TimeProblem::NotATime => words.not_a_time.clone(),
        TimeProblem::NoSuchHour(hour) => fill(&words.no_such_hour, &[("n", &hour.to_string())]),
        TimeProblem::NoSuchMinute(minute) => fill(&words.no_such_minute, &[("n", &minute.to_string())]),
    }
}

fn minutes_sentence(problem: MinutesProblem, env: &Env) -> String {
    let words = &env.words.rule;
    match problem {
        MinutesProblem::NotMinutes => words.not_minutes.clone(),
        MinutesProblem::NoSuchMinute(minute) => fill(&words.no_such_minute, &[("n", &minute.to_string())]),
        MinutesProblem::UnitMissing => words.unit_missing.clone(),
    }
}

/// What is wrong with a national code, and what to do.
pub(crate) fn id_sentence(problem: &IdProblem, env: &Env) -> String {
    let words = &env.words.rule;
    match problem {
        IdProblem::Letter(letter) => fill(&words.id_letter, &[("letter", &letter.to_string())]),
        // As many as at home on the other shore: what is meant is another country.
        IdProblem::Length { digits: 11, country: Some(Country::Sweden) } => words.id_not_swedish.clone(),
        IdProblem::Length { digits, .. } => fill(&words.id_length, &[("n", &digits.to_string())]),
        IdProblem::FirstDigit(digit) => fill(&words.id_first_digit, &[("digit", &digit.to_string())]),
        IdProblem::Date(_) => words.id_date.clone(),
        IdProblem::CheckDigit => words.id_check_digit.clone(),
        IdProblem::WhichCountry => words.id_which_country.clone(),
    }
}
