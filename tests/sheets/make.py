"""Writes the sheets beside this file anew: openpyxl makes the spreadsheets, LibreOffice converts them.

Needs python3-openpyxl and soffice; the tests need neither. Everybody in the sheets is invented."""

import datetime
import pathlib
import subprocess

import openpyxl

HERE = pathlib.Path(__file__).parent
SURNAMES = ["Õunmets", "Šokolaad", "Žgutov", "Äädikas", "Ööbikmäe", "Ülevoog", "Kask-Õis", "Põldrüü", "Lepašš", "Järvežemtš"]
GIVEN = ["Õie", "Ants", "Mai-Liis", "Jüržan", "Äli", "Šeila", "Ülo"]
FORMS = {"day-first": "DD.MM.YYYY", "year-first": "YYYY-MM-DD", "month-first": "MM/DD/YYYY"}
# The numbers by which LibreOffice knows the encodings.
ENCODINGS = {"utf-8": 76, "utf-16": 65535, "windows-1257": 39, "iso-8859-15": 22}


def code(first, born, serial):
    """An Estonian code, after the two rounds of weights of its standard."""
    body = f"{first}{born:%y%m%d}{serial:03}"
    for weights in ([1, 2, 3, 4, 5, 6, 7, 8, 9, 1], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]):
        control = sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11
        if control < 10:
            return int(body + str(control))
    return int(body + "0")


def people():
    for place in range(300):
        born = datetime.date(1950, 1, 1) + datetime.timedelta(days=place * 61)
        applied = datetime.date(2013, 1, 2) + datetime.timedelta(days=place % 180)
        number = code(4 - place % 2, born, 10 + place)
        yield [SURNAMES[place % 10], GIVEN[place % 7], number, born, f"5550 {place:04}", applied, place % 3 == 0]


def book(form):
    """The same people, with the dates shown in one of the forms."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Osalejad"
    sheet.append(["Perekonnanimi", "Eesnimi", "Isikukood", "Sünniaeg", "Telefon", "Avaldus", "Üksikvanem"])
    for person in people():
        sheet.append(person)
    for row in sheet.iter_rows(min_row=2):
        row[2].number_format = "0"
        row[3].number_format = row[5].number_format = form
    return made


def messy():
    """A sheet as an office keeps it."""
    made = openpyxl.Workbook()
    notes = made.active
    notes.title = "Pastabos"
    notes.append(["Paskambinti seniūnei"])
    sheet = made.create_sheet("2021")
    sheet.append(["Paslaugos gavėjai 2021 m."])
    sheet.merge_cells("A1:H1")
    sheet.append([])
    sheet.append(["Eil. nr.", "Asmuo", None, None, None, "Kontaktai", None, "Kada kreipėsi"])
    sheet.append([None, "Pavardė", "Vardas", None, "Asmens kodas", "Tel. nr.", "Adresas", None])
    for area in ("A3:A4", "B3:E3", "F3:G3", "H3:H4"):
        sheet.merge_cells(area)
    day = datetime.date
    rows = [
        ["BERŽELYTĖ", "LINA", None, code(4, day(1980, 2, 1), 21), 861200001, "Ežero g. 1", day(2021, 1, 10)],
        ["ŽALIAGIRIS", "JURGIS", None, code(3, day(1975, 12, 24), 31), 861200002, "Kalno g. 2", "15.03.2021"],
        ["ŠILAITIS", "ČESLOVAS", None, foreign("912010100"), 861200003, None, day(2021, 2, 11)],
        ["ÅKERLUND", "NILS", None, "701063-2391", None, "Lauko g. 4", "16.03.2021"],
        [],
        ["ŽALIAGIRYS", "JURGIS", None, None, None, "Kalno g. 2", day(2021, 4, 1)],
        ["ŪKANYTĖ", "ONA", None, code(4, day(1991, 6, 5), 44) + 1, None, None, day(2021, 4, 2)],
    ]
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row] if row else [])
    for row in sheet.iter_rows(min_row=5):
        row[4].number_format = "0"
        row[7].number_format = "YYYY-MM-DD"
    sheet.append(["Iš viso:", None, None, None, None, None, None, 6])
    return made


def two():
    """A file of two years, with a column that only the first has."""
    made = openpyxl.Workbook()
    first, second = made.active, made.create_sheet("2013")
    first.title = "2012"
    first.append(["Perekonnanimi", "Eesnimi", "Avaldus", "Klient"])
    first.append(["Kuldnokk", "Ants", datetime.date(2012, 3, 13), "jah"])
    second.append(["Perekonnanimi", "Eesnimi", "Avaldus"])
    second.append(["Tihane", "Mai", datetime.date(2013, 1, 15)])
    second.append(["Leevike", "Leo", datetime.date(2013, 1, 16)])
    return made


def foreign(digits):
    """A Lithuanian code that says nothing of birth date and gender, with its check digit."""
    for last in range(100):
        body = f"{digits}{last // 10}"
        for weights in ([1, 2, 3, 4, 5, 6, 7, 8, 9, 1], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]):
            control = sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11
            if control < 10:
                return int(body + str(control))
    raise ValueError(digits)


def convert(name, kind, folder=HERE):
    subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", str(folder), str(HERE / name)], check=True)


for form, written in FORMS.items():
    book(written).save(HERE / f"{form}.xlsx")
    for encoding, number in ENCODINGS.items():
        convert(f"{form}.xlsx", f"csv:Text - txt - csv (StarCalc):59,34,{number},1,,0,false,true,false")
        (HERE / f"{form}.csv").rename(HERE / f"{form}-{encoding}.csv")
convert("day-first.xlsx", "ods")
(HERE / "day-first.ods").rename(HERE / "libreoffice.ods")
convert("libreoffice.ods", "xlsx")
(HERE / "day-first.xlsx").rename(HERE / "openpyxl.xlsx")
for form in ("year-first", "month-first"):
    (HERE / f"{form}.xlsx").unlink()
messy().save(HERE / "messy.xlsx")
convert("messy.xlsx", "ods")
two().save(HERE / "two-sheets.xlsx")
