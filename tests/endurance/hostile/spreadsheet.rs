//! What a spreadsheet makes of the lists that were written: no cell of them may be run.

use std::{path::Path, path::PathBuf, process::Command};

use super::TEST;
use crate::scale::{full, say};

/// Semicolons, quotation marks, UTF-8, from the first line; texts that look like formulas are run.
const FILTER: &str = "CSV:59,34,76,1,,0,false,true,false,false,false,0,true";

/// The cells of these sheets that a spreadsheet would run, or did: the real one is asked in a whole run where it is there.
pub(crate) fn run_as_formula(sheets: &[PathBuf]) -> Vec<String> {
    let mut run: Vec<String> = sheets.iter().flat_map(|sheet| dangerous_cells(sheet)).collect();
    if !full() {
        say(
            TEST,
            "LibreOffice is asked in a whole run only; cells by rule that would be run: ".to_owned()
                + &run.len().to_string(),
        );
        return run;
    }
    let folder = sheets[0].parent().unwrap();
    let control = folder.join("control.csv");
    std::fs::write(&control, "a;b\n=1+1;\"=cmd|'/C calc'!A0\"\n").unwrap();
    let Some(found) = formulas(&control, folder) else {
        say(TEST, "LibreOffice is missing, so only the rule was asked: no cell begins as a formula does");
        return run;
    };
    assert!(found > 0, "LibreOffice runs no formula at all, so that it shows nothing");
    let mut all = 0;
    for sheet in sheets {
        let found = formulas(sheet, folder).unwrap_or(usize::MAX);
        all += found;
        if found > 0 {
            run.push(format!("{}: LibreOffice ran {found} cells", sheet.display()));
        }
    }
    say(TEST, format!("LibreOffice opened {} lists and ran {all} of their cells as formulas", sheets.len()));
    run
}

/// How many formulas `LibreOffice` makes of a sheet; none where it is not there.
fn formulas(sheet: &Path, folder: &Path) -> Option<usize> {
    let home = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let filter = format!("--infilter={FILTER}");
    let mut command = Command::new("soffice");
    command.args([&home, "--headless", &filter, "--convert-to", "fods", "--outdir"]).arg(folder).arg(sheet);
    let output = command.output().ok()?;
    let opened = folder.join(sheet.file_stem()?).with_extension("fods");
    let text = std::fs::read_to_string(opened);
    assert!(text.is_ok(), "LibreOffice did not open {}: {output:?}", sheet.display());
    Some(text.ok()?.matches("table:formula=").count())
}

/// The cells that begin as a formula does.
fn dangerous_cells(sheet: &Path) -> Vec<String> {
    let bytes = std::fs::read(sheet).unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(&bytes[3..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() > 1, "{} has rows", sheet.display());
    let begins = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@', '\0', '＝', '＋', '－', '＠']);
    let number = |cell: &str| cell.parse::<f64>().is_ok();
    let cells = rows.iter().flat_map(csv::StringRecord::iter).filter(|cell| begins(cell) && !number(cell));
    cells.map(|cell| format!("{}: {cell:?}", sheet.display())).collect()
}
