//! Every word the user reads: one structure, one file per language, nothing optional.
//!
//! A word that code asks for and the structure lacks does not compile; a word that a language lacks, or has too many of,
//! fails when the language is read, which a test does for all of them.

#[macro_use]
mod declared;

use std::collections::BTreeMap;

use super::{Forms, Lang};
use files::{nothing_left, word};

pub use files::words;
pub use said::{capitalised, fill};

/// A word, picked out of the words of whichever language is spoken.
pub type Label = fn(&Words) -> &str;

words! {
    tab: TabWords of String {
        today, participants, workers, meetings, outcomes, programme,
    }
    weekday: WeekdayWords of String {
        monday, tuesday, wednesday, thursday, friday, saturday, sunday,
    }
    rule: RuleWords of String {
        missing, not_a_choice, not_found, not_unique, born_otherwise, in_the_future, before_beginning, after_end,
        already_entered, overlaps_stay, too_long, not_a_date, no_such_day, no_such_month, no_such_year,
        no_such_week, year_missing, ambiguous_date, not_a_time, no_such_hour, no_such_minute, not_minutes,
        unit_missing, id_letter, id_length, id_first_digit, id_date, id_check_digit, id_which_country, not_in_range,
        only_one, only_with, oneself, other_surname, only_when_new, before_application, id_not_swedish,
    }
    form: FormWords of String {
        registration, worker, entry, exit, pause, meeting, action, plan, goal, spell, status, follow_up, assignment,
        look_at, decision, offer, assessment, path_step, team_member, relation, referral, flag, hand_in, circumstance,
        forget,
    }
    field: FieldWords of String {
        surname, given, national_id, born, gender, phone, email, address, source, applied_on, out_of_work_since,
        ruling, ruled_on, consent_on, role, organisation, login, active_from, active_to, checked_on, entered_on,
        worker, new_worker, labour, labour_at_entry, labour_after, livelihood, livelihood_at_entry,
        livelihood_after, from, to, reason, participants, participant, date, time, minutes, kind, result, workers,
        outside, place, notes, decision, decision_worker, decision_due, done_on, dropped_on, made_on, situation,
        goal, obstacles, reached_on, evaluate_on, evaluated_on, evaluation, employer, probation_ends_on, evidence,
        exited_on, exit_reason, drop_actions, note, contact, moment, improved, as_of, known_on, component,
        qualified_on, percent, supported, education, work_percent, study_percent, public_support, decided_by, by,
        until, basis, offered_on, answered_on, answer, scale, barrier, value, rater, step, team, member,
        member_worker, team_field, relation, other_person, new_surname, new_given, direction, body, sent_on, flag,
        raised_on, closed_on, closing_note, handed_in_on, circumstance, since, registered_since, access, withdrawn,
        anonymous, whose, named, file,
    }
    hint: HintWords of String {
        surname, given, national_id, born, gender, phone, email, address, source, applied_on, out_of_work_since,
        answer, ruling, ruled_on, consent_on, role, organisation, login, active_from, active_to, checked_on,
        entered_on, worker, labour, livelihood, from, to, reason, participants, participant, date, time, minutes,
        meeting_kind, meeting_result, workers, outside, place, notes, decision, decision_worker, decision_due,
        done_on, dropped_on, made_on, situation, goal, obstacles, reached_on, evaluate_on, evaluated_on, evaluation,
        spell_kind, employer, probation_ends_on, evidence, exited_on, exit_reason, drop_actions, note, contact,
        follow_up_result, moment, unknown, person, worker_line, improved, as_of, known_on, registered_since,
        component, qualified_on, percent, supported, education, public_support, decision_kind, decided_on, by,
        until, basis, offered_on, answered_on, offer_answer, referral_answer, scale, barrier, value, rater, step,
        team, member, team_field, relation, other_person, new_person, direction, body, sent_on, flag, raised_on,
        closed_on, closing_note, handed_in_on, circumstance, since, access, forget_surname, forget_reason,
        withdrawn, anonymous, whose, named, file,
    }
    exit: ExitWords of String {
        before, not_noted, actions_stay, actions_dropped, place_next, place_nobody, missing_status, missing_job,
    }
    view: ViewWords of String {
        everybody, everyones, open, mine, waiting, exited, active, all, team, to_write_up, planned, all_deadlines,
    }
    empty: EmptyWords of String {
        participants, today, workers, meetings, outcomes, programme,
    }
    column: ColumnWords of String {
        number, name, state, since, worker, last_met, next, when, weekday, what, who, cases, band, last_meeting,
        decisions, promise, figure, percent, target, share, topic, given, kind, status, why,
    }
    today: TodayWords of String {
        late, today, this_week, later, summary, action, write_up, plan_evaluation, caseload, free_places, offer_place,
    }
    meeting: MeetingWords of String {
        to_write_up, planned, month_open, month_done, not_noted,
    }
    band: BandWords of String {
        at_least, at_most,
    }
    outcome: OutcomeWords of String {
        as_of, undefined, share, everybody, parts, counted, not_counted, outside, all, peak, defined, reached,
        still_needed, by_today, lost_since, nobody_yet, kept, over_limit, broken_since,
    }
    programme: ProgrammeWords of String {
        chosen, chosen_short, in_the_text, places_on, carrier, funder, period, aim, target_group, eligibility,
        attention, limit, limit_sentence, caseload, cases_at_least, cases_at_most, places, places_sentence,
        refill_yes, refill_no, cadence, cadence_sentence, deadline, period_sentence, period_open, after_entry,
        after_exit, after_last_meeting, places_taken, places_open, next, nobody_next, waiting, after_applied,
        after_limit, after_job_start, after_probation_end, after_last_assessment, after_step, after_previous,
        after_month, after_quarter, after_programme, on_applied, on_entry, on_exit, on_limit, on_job_start,
        on_probation_end, on_last_meeting, on_last_assessment, on_step, on_previous, on_month, on_quarter,
        on_programme, counted_from, repeats, opens, closes, partner, measure, project_number, extended, budget,
        budget_total, prolongation_sentence, hours, hours_sentence, total_between, total_at_least, total_at_most,
        step, component, barrier, referral_source, case_team, own_words, promise, framework, stated, retention,
        kept_by_fund, kept_by_notes, payment_not_known, by_month, path, case_work,
    }
    reason: ReasonWords of String {
        applied, applied_undated, applies_on, refused, refused_undated, withdrawn, withdrawn_undated, enters_on,
        entered, paused, paused_open, exited, exited_plain, wrong_registration, limit_on, limit_passed, limit_moved,
        left_within_limit, no_limit, age_met, too_young, too_old, birth_not_known, holds, holds_undated, too_short,
        holds_from, holds_not, held_until, since_not_known, declined, not_asked, nothing_asked, plan_made, no_plan,
        follow_up_made, not_reached, met, never_met, probation_runs, probation_unconfirmed, probation_passed,
        lost_in_probation, probation_not_known, no_job, action_done, plan_of, plan_evaluated, not_written_up,
        month_held, caseload_under, caseload_over, supports, supports_undated, no_participants, works_from,
        worked_until, held, still_to_come, not_held, other_meeting, other_unit, prolonged, there_on, not_there_on,
        only_on, since_exit, spell, spell_until, none_began, status_on, status_not_known, busy, qualified_on,
        no_qualification, improved_on, not_improved_on, education_is, gender_is, record_complete, incomplete, due_on,
        done_on, overdue_since, never_due, served_on, never_served, academic_hours, step_on, step_not_reached, scores,
        scored_once, not_scored, month_ends, follow_up_declined, given_up, can_be_done_from, counts_until, too_early,
        too_late, assessed, not_assessed, ruled, not_ruled, report_for, handed_in, met_on, not_met,
    }
    report: ReportWords of String {
        interim, figures, proof, today, as_of, project, funder, target_group, aim, sub_aims, lasted, half_a_year,
        begins, ended, attention, by_plan, caseload_now, and, limit, refill, places, found_none, cadence_once,
        every_month, missed_months, month_open, not_promised, not_computed, no_support, summary, counted,
        not_counted, outside, reason, reached, not_reached, as_known, indicators, places_over_time, place_held,
        waiting_list, nobody_waits, month, entered, left, most_at_once, next_in_line, offer, offered, not_answered,
        no_framework, indicator, in_all, women, men, other_gender, incomplete, log, places_taken, own_promises,
        in_the_year, new, no_longer, other_or_not_stated, out_of, kept, not_kept,
    }
    definition: DefinitionWords of String {
        unreadable, unknown_language, not_in_own_language, same_id, ends_before_beginning, empty_band, no_limit,
        at_line, bad_id, extension_not_later, no_bound, over_hundred, budget_sum, unknown_id, circle, lacks,
        bad_edition, holds_outside, holds_too_early, nothing_before, unfit_deadline,
    }
    card: CardWords of String {
        limit, eligible, met, not_met, not_known, since, circumstance, overdue, protected, flag, delivered, services,
        basis, no_answer_yet, protected_from_you, reading, reading_is_noted,
    }
    timeline: TimelineWords of String {
        entered, application, until, evaluated, reached, probation, done, dropped, late, open, closed,
    }
    key: KeyWords of String {
        space, backspace, up, down, left, right,
    }
    action: ActionWords of String {
        open, edit, meeting, exit, undo, redo, view, sort, outcome, remove, help, find, new, print, menu, next_tab,
        previous_tab, reload, clear_find, keep_find, back, up, down, page_up, page_down, first, last,
        previous_record, next_record, hand_over, next_field, previous_field, clear_field, save, choose, take, tick,
        keep_as_it_was, write, do_it, left, right, back_to_form, leave, redraw, interrupt, messages, more_facts,
        another_day, to_today, look, drafts, history, seal, compare, take_over, write_refused, next_found,
    }
    notice: NoticeWords of String {
        no_meaning, how_to_leave, nothing_changed, not_saved, not_saved_yet, saved, undone, redone, gone, as_sheet,
        not_in_programme, written, too_small, escaped, only_looking, today_again, not_there_then, file_not_whole,
        saved_together, reopened, theirs_stand,
    }
    question: QuestionWords of String {
        unsaved, keep_editing, save, throw_away, remove, remove_undo, keep, do_remove, lost, leave_it, reopen,
        undo_partly, do_undo_partly,
    }
    title: TitleWords of String {
        training, found, not_saved, done, failed, of, type_to_search, nothing_found, pick, pick_several, question,
        conflict, no_option, not_today, only_looking, reads_only, draft_kept,
    }
    conflict: ConflictWords of String {
        sentence, nothing_lost, field, before, theirs, mine, together, newer, overtaken, gone,
    }
    command: CommandWords of String {
        tugi, demo, init, import, export, report, figures, today, log, undo, verify, backup, completions, man,
        programme, programme_list, programme_show, programme_check, programme_add, programme_export, programme_move,
        restore, person, person_pseudonymise, person_anonymise, person_access, person_erase, person_reading,
        person_merge, guide, guide_list, guide_show, guide_add,
    }
    option: OptionWords of String {
        register, file, lang, today, user, json, color, glyphs, help, version, programme, to, new, office, list,
        format, out, promise, as_of, proof, days, worker, record, newest, batch, copy, destination, shell, report,
        what, sheet, check, encoding, dates, known_on, code, edition, definition, added, number, encrypt,
        passphrase_file, restored, who, reason, renew, reading, readings, log_from, log_to, act, kind, seal, sealed,
        compare, new_file, twin, take, form, overwrite, names, join, tab, map, proper_names, others, update,
        refused, guide, guide_file, anonymous, small, layout, quarter, year, complete, person_who, name_order,
    }
    value: ValueWords of String {
        file, lang, day, name, how, id, what, n, record, batch, shell, sheet, who, text, field, column_field, row,
        quarter, year,
    }
    cli: CliWords of String {
        error, hint, usage, commands, arguments, options, a_command, an_option, no_home, no_home_hint, no_terminal,
        no_terminal_hint, dumb_terminal, no_demo, no_programme, there_are, demo_written, demo_next, init_written,
        init_next, whole, backup_written, not_whole, exported, undone, not_a_record, not_a_record_hint,
        unknown_record, unknown_record_hint, no_report, no_promise, no_worker, report, panicked, exit_status,
        exit_statuses, manual_name, manual_description, many_begin_so, programme_name, programme_period,
        programme_language, in_register, yes, edition_of, no_edition, definition_written, definition_next,
        definition_whole, definition_refused_hint, programme_held, programme_held_hint, programme_added,
        edition_not_next, edition_not_next_hint, no_participant, no_participant_hint, moved, note, panicked_kept,
        panicked_lost, panicked_report, panicked_no_report, warning, not_whole_line, side_file, copy_fresh,
        copy_stale, copy_ahead, copy_parted, restored, restored_anew, restore_checked, restore_not_whole,
        restore_not_whole_hint, restore_itself, restore_itself_hint, restore_other, restore_other_hint,
        restore_damaged, restore_register, restore_copy, restore_head, restore_at, restore_kind, restore_back,
        restore_changed, restore_gone, restore_same, restore_since, restore_erased, passphrase, passphrase_again,
        passphrase_differs, passphrase_none, passphrase_hint, left, no_sealed, no_sealed_hint, no_out, no_out_hint,
        report_written, page_written, no_small, no_small_hint, not_without, not_without_hint, about_whom,
        about_participant, about_worker, about_meeting, no_meeting, not_of_workers,
    }
    log: LogWords of String {
        batch, at, who, act, records, change, undone_by, removed, record, made, changes, head, head_is, history_of,
        office, language, training_day, reading_logged, programme, edition, holds_from, definition, protected,
        erased_on, anonymous, access, first_person, digest, left_changed, left_hung, audit_copy,
    }
    fault: FaultWords of String {
        structure, link, differs, not_in_log, lost, index, figure, torn, chain, image, overlap, sealed,
    }
    failure: FailureWords of String {
        not_there, not_there_hint, not_a_file, not_a_file_hint, exists, exists_hint, not_a_register,
        not_a_register_hint, too_new, too_new_hint, no_permission, no_permission_hint, read_only, read_only_hint, busy,
        busy_hint, disk_full, disk_full_hint, moved, moved_hint, damaged, damaged_hint, conflict, conflict_hint,
        built_upon, built_upon_hint, in_use, in_use_hint, refused, refused_hint, nothing_to_undo, nothing_to_undo_hint,
        no_batch, no_batch_hint, other, other_hint, id_taken, id_taken_hint, stay_open, stay_open_hint, looks_back,
        looks_back_hint, not_yet_there, not_yet_there_hint, still_to_come, still_to_come_hint, no_programme,
        no_programme_hint, not_whole, not_whole_hint, not_published, not_kept, not_allowed, not_allowed_hint,
        not_allowed_no_lead, no_lead, no_lead_hint, empty, empty_hint, cut_off, cut_off_hint, hard_linked,
        hard_linked_hint, planted, planted_hint, broken_off, broken_off_hint, two_states, two_states_hint,
        nothing_whole, nothing_whole_hint, nothing_whole_backup, overwritten, overwritten_hint, no_side_file,
        no_side_file_hint, passphrase, passphrase_hint, protected, protected_hint, figures_would_change,
        figures_would_change_hint, forgotten, forgotten_hint, hung_upon, not_undone, not_undone_hint,
        seal_not_undone_hint, not_sealed, not_sealed_hint, audit_copy, audit_copy_hint, stopped, stopped_hint,
    }
    usage: UsageWords of String {
        unknown_argument, value_missing, invalid_value, argument_missing, twice, conflict, not_text, other,
        did_you_mean, allowed, look_at_value, see_help,
    }
    import: ImportWords of String {
        in_row, in_column, in_cell, missing, not_found, not_unique, not_a_date, not_a_choice, mixed_dates,
        ambiguous_dates, wrong_length, whole_name, twin, otherwise, spreadsheet, save_as_csv, undecided_encoding,
        not_text, empty, too_many_columns, unclosed, unclosed_hint, column_twice, columns_missing, no_sheet,
        no_sheet_hint, too_large, too_large_hint, read, left_out, would, done, problems, problems_hint, tab,
        too_many_rows, and_more, not_a_sheet, too_many_cells, too_many_cells_hint, cell_too_long,
        cell_too_long_hint, cleaned, not_worked_out, damaged_file, damaged_file_hint, locked_file, locked_file_hint,
        unpacks_too_large, no_such_sheet, no_sheets, which_sheet, read_sheet, heading_in_row, totals, as_before,
        in_capitals, refused_written, refused_column, becomes, changed_twice, that_row, may_be_name,
        may_be_other_code, may_be_near_birth, may_be_one_letter, no_such_column, no_such_field, map_hint, filled_in,
        looks, writes, shortened, reads, ctrl_c_stops, merged, nothing_ends, entered_again, nothing_written,
        before_application, applied_from, twin_person, not_hours, name_order, one_name, comma_otherwise,
        surname_first, given_first, name_apart,
    }
    condition: ConditionWords of String {
        applied, entered, entered_within, present_within, exited_within, open, exited, exited_for, time_since_exit,
        probation_passed, began, stands_at_exit, stands_after, told_within, more_than_before, qualified, improved,
        plan_made, within_limit, eligible_at_entry, at_entry, any_at_entry, age_at_entry, labour_at_entry,
        education_at_entry, long_term_unemployed, of_gender, record_complete, fell_due, done, in_time, served,
        served_within, served_with, academic_hours_over, step_reached, rose, scored_twice, any, not, active_support,
        caseload_in_band, meeting, held, held_within, month_over, cadence_kept, at_least, at_most, between,
        participations, stays, workers, meetings, months, looked_at, base, counted, everybody_in_base, at_once,
    }
    moves: MovesWords of String {
        moved, stays_done, new, gone, again, more,
    }
    busy: BusyWords of String {
        waiting, tries, given_up, nothing_saved, import, last, unknown, taking_back, again,
    }
    draft: DraftWords of String {
        offered, line, line_about_nobody, limit, open, later, choose, none, open_elsewhere, elsewhere, thrown_away,
        restored, changed, renewed, gone, no_form, no_longer_there, other_programme, not_kept, throw_away,
    }
    warning: WarningWords of String {
        link, link_hint, only_to_read, only_to_read_hint, kept_aside, kept_aside_hint, switched_back,
        switched_back_hint, not_switched_back, not_switched_back_hint, folder_not_shared, folder_not_shared_hint,
        open_to_all, open_to_all_hint, synchronised, synchronised_hint, network_drive, network_drive_hint,
        put_over_crash, put_over_crash_hint,
    }
    person: PersonWords of String {
        unknown, unknown_hint, no_reason, no_reason_hint, forgotten, nothing_left, figures_stand, not_compacted, shared,
        renewed, still_held, not_looked_into, renew_them, elsewhere, reading_on, reading_off, written, not_over,
        not_over_hint, held, goes, stays, for_good,
    }
    retention: RetentionWords of String {
        title, over, later, unknown, goes_on, no_rule, what_to_do, what_to_enter, gone, by_notes, by_fund, not_known,
        said_over, said_until, said_unknown, said_goes_on, said_no_rule,
    }
    access: AccessWords of String {
        title, what_it_is, others_left_out, participation, with_others, you, other_participant, other_person,
        handed_over, handed_to_nobody, counted_in, log, rights,
    }
    sealed: SealedWords of String {
        heading, title, none, line, sealed_at, sealed_when, digest, done, ask, for_ever, not_yet, do_seal, compared,
        then_now, as_then, not_promised, counted, not_counted, outside, nowhere, moved, corrected, entered_late,
        removed, taken_back, no_entry, edition_changed, edition_added, log_elsewhere,
    }
    whole: WholeWords of String {
        what, lines, names, texts, numbers, everything, in_line, not_a_register, cut_off, not_a_line, no_kind,
        no_field, twice, not_a_value, not_taken, nobody, number_taken, no_register, refused, not_read,
        not_read_hint, no_place, no_place_hint, checked, made, written, only_text, only_text_hint, no_as_of,
        no_as_of_hint, to_only_register, action, said, make, make_said,
    }
    twins: TwinsWords of String {
        title, action, who, kept, other, intro, hint, moves, joins, records, same, same_hint, unnamed, unnamed_hint,
        same_time, same_time_hint, differs, differs_hint, no_field, no_field_hint, foreseen, done, two_codes,
        two_codes_hint,
    }
    page: PageWords of String {
        place, day, name, signature, text, to_print, workbook, sheet, program, in_language, own_language,
        without_names, without_small, of_pages, hint, this_list, hint_language, hint_form, empty_list,
    }
    calendar: CalendarWords of String {
        done, missed, given_up, written, as_it_is, as_it_is_hint, only_calendar, action, gone,
    }
    joint: JointWords of String {
        counted_over, how, people, other_programme, other_programme_hint, other_edition, other_edition_hint, action,
    }
    sheet: SheetWords of String {
        action, about, nothing_here, how, encoding, dates, as_found, year_first, day_first, month_first,
        proper_names, update, yes, no, which_sheet, columns, left_out, wrong, changes, hint, nothing_to_take,
        with_refused, correct_first, take_the_others, changed, nothing_refused, refused_name, taken, people,
        workers, meetings, entries, spells, assessments, somebody_else, taken_but, esc_stops, exits, relations,
        hint_rows, hint_changes, hours, leave, go_on, do_leave, names, surname_first, given_first,
    }
    audit: AuditWords of String {
        worker, written, next, no_place, no_place_hint, action, said,
    }
    guide: GuideWords of String {
        title, guide, unknown, not_a_guide, not_a_guide_hint, added, text, add,
    }
    yearly: YearlyWords of String {
        title, of_year, about, about_first, in_year, promises, places, applied, plans, evaluated, jobs, follow_ups,
        meetings, hours,
    }
    pace: PaceWords of String {
        title, no_target, how_far, against, reached, needed, pace, ought, one_against,
    }
    caseload: CaseloadWords of String {
        title, over_time, in_all_by_month, fewest, most, now, by_month, at_most, at_least,
    }
    hours: HoursWords of String {
        title, of_month, held, attended, missed, minutes, hours, once_in_all, no_length, not_noted, by_month,
        held_by_month,
    }
    minutes: MinutesWords of String {
        title, of, present, chair, recorder, decisions, length,
    }
    handover: HandoverWords of String {
        title, of, nobody, hands_over, takes_over,
    }
    small: SmallWords of String {
        said, anonymous, text_left_out,
    }
    plan_page: PlanPageWords of String {
        title, no_plan, general, office, office_contacts, specialist, specialist_contacts, contacts, representative,
        representative_basis, representative_contacts, representative_signs, need, network, economy, housing, health,
        social_status, problems, resources, assessments, actions, measure, responsible, by_when, done, evaluation,
        result, next, child, carer_informed, team, barriers, accompanied, basis, present, took_part, how_when,
    }
    key_card: KeyCardWords of String {
        title, key, does, list, card, form, notes, pick, page, question, conflict, everywhere, moves, twins, sheet,
    }
    path: PathWords of String {
        heading, drawn, step, stand_there, no_step,
    }
    microdata: MicrodataWords of String {
        quarter, year, counted, not_over, not_over_hint, faults, no_faults, not_in_it, not_in_it_why, wrong, record,
        missing, not_asked, declined, not_in_list, other_birth, other_gender, twice, exit_before_entry,
        outside_programme, born_later, no_consent, do_person, do_entry, do_exit, do_after, do_code,
        do_twice, do_list, do_declined, do_project, refused, refused_hint, left_out, handed_out, rows_of,
        which_layout, no_layout, no_layout_hint, for_quarters, for_years, not_a_quarter, quarter_hint, year_hint,
        only_microdata, only_microdata_hint,
    }
    before_after: BeforeAfterWords of String {
        title, of_stays, of_participants, directly, at_follow_up, no_follow_ups, nobody_left, at_entry, at_exit,
        before, after, labour, livelihood, public_support, unknown, looked_at, behind, pairs, work_or_study,
        assessed, mean, both, higher, same, lower, until, barrier, follow_ups, follow_up, made, declined,
        not_reached, late, to_come, not_asked, unreached, no_gender, people, known_twice, change,
    }
    service: ServiceWords of String {
        title, no_components, nothing, how, by_month, of_month, by_participant, no_component, participants,
        meetings, of_meetings, minutes, academic_hours, numbers,
    }
    first: FirstWords of String {
        own_name, language, none_yet, how, begin, training, new, programme, office, none_of_them, nothing,
    }
    in_shell: InShellWords of String {
        dates, update, encoding, column_twice, columns, which_sheet, proper_names, somebody_else, application,
        names,
    }
    on_screen: OnScreenWords of String {
        dates, update, encoding, column_twice, columns, which_sheet, proper_names, somebody_else, application,
        names,
    }
    plural: PluralWords of Forms {
        people, workers, minutes, meetings_held, years, months, days, times, years_old, open_cases, enrolled,
        still_open, workers_employed, band_at_least, band_at_most, found_work, cadence_times, held_so_far, days_left,
        fields_wrong, records, rows, problems, working_days, cells, acts, faults, lines, events,
    }
}

mod files;
mod said;
#[cfg(test)]
mod tests;
