//! Good sheets, from which the hostile ones are made: invented people, workers and meetings of the training register.

use super::dice::Dice;

/// A sheet that would be taken over as it is.
pub(crate) struct Good {
    pub(crate) what: &'static str,
    pub(crate) heading: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// The columns in which anything may stand.
    texts: &'static [usize],
}

impl Good {
    /// The good sheet of this number: each has people and meetings that no other has.
    pub(crate) fn new(number: usize, dice: &mut Dice) -> Self {
        let rows = 2 + dice.below(5);
        let of = |what, heading: &str, texts, row: &mut dyn FnMut(usize) -> String| Self {
            what,
            heading: heading.split(';').map(String::from).collect(),
            rows: (0..rows).map(|place| row(place).split(';').map(String::from).collect()).collect(),
            texts,
        };
        match number % 3 {
            0 => {
                of("people", "Perekonnanimi;Eesnimi;Sünniaeg;Sugu;Telefon;Aadress;Avaldus", &[0, 1, 5], &mut |place| {
                    let day = 1 + dice.below(28);
                    format!(
                        "Õun{number}mets;Šeila{place};{day:02}.04.1980;naine;+372 5550 {number:04};Kose tee 1;{day:02}.06.2013"
                    )
                })
            }
            1 => of("workers", "Nimi;Roll;Telefon;Alates;Märkused", &[0, 4], &mut |place| {
                format!("Žgut{number}ov, Äli{place};tugiisik;5550 {place:04};01.0{}.2013;", 1 + dice.below(6))
            }),
            _ => of("meetings", "Kuupäev;Kestus;Liik;Osalejad;Töötajad;Koht;Kokkuvõte", &[5, 6], &mut |place| {
                let (hours, day) = (1 + dice.below(3), 1 + dice.below(28));
                format!("{day:02}.06.2013;{hours}:30;vestlus;Käbiraba, Õnne;kaja;Kose {number};lugu {place}")
            }),
        }
    }

    /// One of the columns in which anything may stand.
    pub(crate) fn text_column(&self, dice: &mut Dice) -> usize {
        self.texts[dice.below(self.texts.len())]
    }

    /// As a program writes it: cells quoted where they have to be.
    pub(crate) fn text(&self) -> String {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
        for row in std::iter::once(&self.heading).chain(&self.rows) {
            writer.write_record(row).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    /// As a careless program writes it: nothing is quoted.
    pub(crate) fn raw(&self) -> String {
        std::iter::once(&self.heading).chain(&self.rows).map(|row| row.join(";") + "\n").collect()
    }
}

/// Cells in one row, each between quotation marks.
pub(crate) fn joined(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(";")
}
