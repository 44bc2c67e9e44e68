//! What the program prints of a register: figures, the worklist, reports, lists.

use insta::assert_snapshot;

use crate::shell::Shell;

#[test]
fn the_figures_are_those_of_the_training_day_and_open_into_the_people_behind_them() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["figures", "--lang", "en"]), @r"
    Promises and figures
    ====================

    The support-person service in Rapla municipality

    As of 2013-07-05

    Participants ever enrolled                           23
    Participants now                                     20
    Support workers                                       3
    Support workers with at least 5 open cases       3 of 3  100 %  all: reached
    Work meetings held                                    9
    Found work, passed probation and left                 3
    Found work and passed probation, of             3 of 23   13 %
    participants
    Found work and passed probation, of those who    3 of 3  100 %
    left
    Stayed at most 1 year                          23 of 23  100 %  all: reached
    Case plan made                                 20 of 23   87 %  all: not reached
    Lone parents on subsistence benefit             8 of 23   35 %
    People released from prison                     4 of 23   17 %
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["figures", "found-work", "--proof", "--lang", "en"]), @r"
    The figures and who is behind them
    ==================================

    The support-person service in Rapla municipality

    As of 2013-07-05

    Found work, passed probation and left  3

    Found work, passed probation and left
    -------------------------------------

    3. 3 counted, 20 not counted, 4 outside the base: 27 in all.

    Looked at: Participants, each once; has applied. In the base: has entered.
    Counted: has left; reason: found work; passed probation in a job.

    In the text: “Kolm projektis osalejat on juba leidnud sobiva töö, läbinud
    katseaja ja soovinud projektis osalemise lõpetada”

    Probation is passed when the job went on after its last day. A job whose
    probation is not known is not counted.

    Counted: 3

    No  Name              Reason
    --  ----------------  ------------------------------
     1  Käbiraba, Õnne    probation passed on 2013-05-27
     4  Süvaluht, Andrus  probation passed on 2013-05-03
     8  Uduväli, Taavi    probation passed on 2013-05-17

    In the base, not counted: 20

    No  Name                                     Reason
    --  ---------------------------------------  -----------------------------------
     2  Jõhvikaru, Märt                          entered on 2013-01-07
     3  Vihmaraba, Tiiu                          entered on 2013-01-08
     5  Äikesoo, Kätlin                          entered on 2013-01-14
     6  Ümarsaar, Šarlott                        entered on 2013-01-15
     7  Pihlamurd, Jüri                          entered on 2013-01-21
     9  Sõstrakivi-Põdrametsa, Maarja-Elisabeth  entered on 2013-01-28
    10  Užvald, Raivo                            entered on 2013-02-04
    11  Nõmmetuul, Nataša                        entered on 2013-02-06
    12  Hõbepaas, Merike                         entered on 2013-02-11
    13  Loodvärav, Külli                         entered on 2013-02-18
    14  Mürkvald, Rein                           entered on 2013-02-25
    15  Rabavõsa, Evelin                         entered on 2013-03-04
    16  Virmalaid, Tõnu                          entered on 2013-03-06
    17  Läätspuu, Ahti                           pause from 2013-06-10 to 2013-07-21
    18  Tuulemõtus, Riina                        entered on 2013-04-03
    19  (protected)                              entered on 2013-04-08
    20  Sinilaugas, Ott                          entered on 2013-04-15
    21  Öölaulik, Heli                           entered on 2013-05-13
    22  Härmaluht, Ülle                          entered on 2013-06-03
    23  Põldvarik, Kristjan                      entered on 2013-06-17

    Outside the base: 4

    No  Name              Reason
    --  ----------------  ---------------------
    24  Jääraik, Anneli   applied on 2013-05-27
    25  Laukasoo, Peeter  applied on 2013-06-10
    26  Haabniit, Kaarel  applied on 2013-06-25
    27  Aovalge, Silva    applied on 2013-07-02
    (exit status 0)
    ");
    let figures = shell.json(&["figures", "found-work-share", "--proof", "--json"]);
    let figure = &figures["figures"][0];
    assert_eq!((figure["counted"].as_i64(), figure["base"].as_i64()), (Some(3), Some(23)));
    assert_eq!(figure["proof"]["not_counted"].as_array().unwrap().len(), 20);
}

#[test]
fn an_undefined_figure_that_was_asked_for_does_not_hold() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["figures", "found-work-share", "--as-of", "2013-01-01", "--lang", "en"]), @r"
    Promises and figures
    ====================

    The support-person service in Rapla municipality

    As of 2013-01-01

    Found work and passed probation, of participants  undefined
    (exit status 3)
    ");
    assert_eq!(shell.output(&["figures", "--as-of", "2013-01-01"]).status.code(), Some(0));
    assert_snapshot!(shell.run(&["figures", "nope", "--lang", "en"]), @r"
    ! error: The programme makes no promise nope.
    ! hint: There are: participants, open-now, support-workers, caseload, work-meetings, found-work, found-work-share, found-work-of-ended, within-limit, plans, lone-parents, released-from-prison
    (exit status 1)
    ");
}

#[test]
fn the_worklist_can_be_one_workers() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["today", "--worker", "kaja", "--days", "3", "--lang", "en"]), @r"
    To do
    =====

    As of 2013-07-05

    LATE (8)
    --------

    When        Who                   What                           Worker
    ----------  --------------------  -----------------------------  ---------------
    2013-05-03  18 Tuulemõtus, Riina  Case plan: no plan made,       Sirelmets, Kaja
                                      entered on 2013-04-03
    2013-06-20  18 Tuulemõtus, Riina  Teha Riinaga juhtumiplaan      Sirelmets, Kaja
    2013-06-27  3 Vihmaraba, Tiiu     Meeting with the participant:  Sirelmets, Kaja
                                      last met on 2013-05-28
    2013-06-28  3 Vihmaraba, Tiiu     Evaluate the plan: plan of     Sirelmets, Kaja
                                      2013-01-24
    2013-06-28  3 Vihmaraba, Tiiu     Saata igal nädalal üks         Sirelmets, Kaja
                                      avaldus
    2013-06-28  13 Loodvärav, Külli   Leida õmbluskursus juuliks     Sirelmets, Kaja
    2013-07-03  12 Hõbepaas, Merike   End of probation: probation    Sirelmets, Kaja
                                      ended on 2013-07-03, outcome
                                      not noted
    2013-07-03  22 Härmaluht, Ülle    Case plan: no plan made,       Sirelmets, Kaja
                                      entered on 2013-06-03
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["today", "--worker", "nobody", "--lang", "en"]), @r#"
    ! error: No worker, or more than one, is called "nobody".
    ! hint: There are: Sirelmets, Kaja; Kõrkjalaid, Tõnis; Äärmaa, Liivika; Kuldkadakas, Piret; Rännuvälja, Eneli; Üleniidu, Žanna
    (exit status 1)
    "#);
    assert_snapshot!(shell.run(&["report", "list", "--lang", "lt"]), @r"
    VARDAS        ATASKAITA
    interim       Tarpinė ataskaita
    yearly        Metinė ataskaita
    figures       Įsipareigojimai ir rodikliai
    proof         Rodikliai ir kas už jų slypi
    indicators    Finansuotojo rodikliai
    pace          Įsipareigojimai ir tempas
    caseload      Darbo krūvis
    places        Vietos laikui bėgant ir laukiančiųjų eilė
    before-after  Prieš ir po
    service       Paslaugų minutės pagal komponentus
    guides        Atmintinės palydintiems asmenims
    retention     Duomenų saugojimo terminai
    today         Darbų sąrašas
    plan          Pagalbos planas
    hours         Mėnesio susitikimai ir valandos
    minutes       Susitikimo protokolas
    handover      Perdavimo lapas
    keys          Klavišų kortelė
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["report", "nope", "--lang", "lt"]), @r"
    ! klaida: Ataskaitos nope nėra.
    ! patarimas: Yra: interim, yearly, figures, proof, indicators, pace, caseload, places, before-after, service, guides, retention, today, plan, hours, minutes, handover, keys
    (exit status 1)
    ");
}

#[test]
fn an_exported_list_is_one_file_for_its_owner_only() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["export", "outcomes", "--lang", "sv"]), @r"
    ﻿Åtagande;Tal;Andel;Mål
    Deltagare totalt;23;;
    Deltagare just nu;20;;
    Stödpersoner;3;;
    Stödpersoner med minst 5 pågående ärenden;3 av 3;100 %;alla
    Hållna arbetsmöten;9;;
    Fått arbete, klarat provanställningen och avslutat;3;;
    Fått arbete och klarat provanställningen, av deltagarna;3 av 23;13 %;
    Fått arbete och klarat provanställningen, av dem som avslutat;3 av 3;100 %;
    Deltagit högst 1 år;23 av 23;100 %;alla
    Genomförandeplan upprättad;20 av 23;87 %;alla
    Ensamstående föräldrar med försörjningsstöd;8 av 23;35 %;
    Frigivna;4 av 23;17 %;
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["export", "workers", "--out", "workers.csv"]), @r"
    workers.csv: kirjutatud 6 rida.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["export", "workers", "--out", "workers.csv"]), @r"
    ! viga: workers.csv on juba olemas ja jäi muutmata.
    ! nõuanne: Valige teine nimi või tõstke see fail enne mujale.
    (exit status 1)
    ");
    assert!(shell.read("workers.csv").starts_with("\u{feff}Nimi;Perekonnanimi;Eesnimi;".as_bytes()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(shell.path("workers.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let people = shell.json(&["export", "people", "--format", "json"]);
    assert_eq!(people.as_array().unwrap().len(), 27);
    assert_eq!(people[0]["applied-on"], "2013-07-02");
    assert_eq!(people[0]["number"], 27);
}
