"""Files of other makes taken into a user's folder, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sijill import as_json, read
from sijill.cli.command import run
from sijill.gazetteer.load import load
from sijill.language.load import load as load_language

FOLD = load_language("ar").fold.word
DUMP = [
    "1\tTall Ward\tTall Ward\tتل الورد الغربي,تل ورد الغربي\t36.1\t37.1\tP\tPPL\tSY\t\t09\t9\t\t\t120\t\t400\tAsia/Damascus\t2020-01-01",
    "9\tMintaqat W\tW\tمنطقة الورد\t36.2\t37.2\tA\tADM2\tSY\t\t09\t9\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01",
    "2\tJabal X\tJabal X\tجبل الورد\t36.1\t37.1\tT\tMT\tSY\t\t09\t\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01",
    "174030\tAl Atarib\tAl Atarib\tالأتارب\t36.5\t36.9\tP\tPPL\tSY\t\t09\t\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01",
]
UNITS = """admin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_en,admin2Name_ar,admin2Pcode,admin3Name_ar,admin3Pcode,Latitude,Longitude
#adm1+name,#adm1+name+ar,#adm1+code,#adm2+name,,,,,,
Aleppo,حلب,SY02,Samaan,جبل سمعان,SY0200,الأتارب,SY020001,36.13,36.83
Aleppo,حلب,SY02,Samaan,جبل سمعان,SY0200,ناحية الزهور البعيدة,SY020099,36.14,36.84
"""
TABLE = "الاسم;خط;طول;ضمن\nمزرعة السنابل;35.9;36.7;إدلب\n"


def told(folder: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    monkeypatch.setenv("SIJILL_GAZETTEER", str(folder))
    capsys.readouterr()
    run(["gazetteer", "find", name, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


def test_a_dump_of_geonames(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    file, folder = tmp_path / "SY.txt", tmp_path / "own"
    file.write_text("\n".join(DUMP), encoding="utf-8")
    assert run(["gazetteer", "import", str(file), "--licence", "CC BY 4.0", "--source", "GeoNames", "--into", str(folder)]) == 0
    assert "3 places written" in capsys.readouterr().out
    village = told(folder, "تل الورد الغربي", capsys, monkeypatch)[0]
    assert (village["id"], village["latitude"], village["precision"], village["level"]) == ("1", 36.1, "village", "village")
    assert (village["codes"], village["source"]) == ({"geonames": "1"}, "GeoNames (CC BY 4.0)")
    assert village["within"] == ["منطقة الورد", "حلب", "سوريا"]
    atarib = told(folder, "الأتارب", capsys, monkeypatch)[0]
    assert (atarib["id"], atarib["latitude"], atarib["level"]) == ("174030", 36.5, "town")


def test_a_table_of_units_keeps_p_codes_and_our_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, folder = tmp_path / "units.csv", tmp_path / "own"
    file.write_text(UNITS, encoding="utf-8")
    assert run(["gazetteer", "import", str(file), "--into", str(folder)]) == 0
    found = {place["id"]: place for place in told(folder, "ناحية الأتارب", capsys, monkeypatch)}
    assert (found["SY.09/174030"]["codes"], found["SY.09/174030"]["latitude"]) == ({"pcode": "SY020001"}, 36.13)
    assert found["SY.09/174030"]["source"] == "units.csv"
    assert told(folder, "ناحية الزهور البعيدة", capsys, monkeypatch)[0]["codes"] == {"pcode": "SY020099"}
    gazetteer = load(FOLD, user=folder)
    assert gazetteer.codes("SY.09") == {"pcode": "SY02"}


def test_a_table_with_mapped_columns_is_used_by_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, folder = tmp_path / "mine.csv", tmp_path / "own"
    file.write_text(TABLE, encoding="utf-8")
    maps = [
        f"--map={column}={field}" for column, field in (("الاسم", "name_ar"), ("خط", "latitude"), ("طول", "longitude"), ("ضمن", "parent"))
    ]
    assert run(["gazetteer", "import", str(file), *maps, "--level", "village", "--country", "SY", "--into", str(folder)]) == 0
    text = "قتل ثلاثة مدنيين في قصف على مزرعة السنابل بريف إدلب"
    assert read(text).claims[0].places[0].latitude != 35.9
    monkeypatch.setenv("SIJILL_GAZETTEER", str(folder))
    place = read(text).claims[0].places[0]
    assert (place.latitude, place.precision) == (35.9, "village")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TABLE.replace("35.9", "95.9"), "line 2: '95.9', '36.7' is no point in degrees"),
        (TABLE.replace("إدلب", "جب القهاوي"), "line 2: 'جب القهاوي' is no place of ours"),
        (TABLE + ";1;2;إدلب\n", "line 3: no Arabic name"),
        (TABLE.replace("ضمن", "داخل"), "no column 'ضمن'"),
    ],
)
def test_bad_rows_are_told_and_nothing_is_taken(text: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, folder = tmp_path / "mine.csv", tmp_path / "own"
    file.write_text(text, encoding="utf-8")
    maps = [
        f"--map={column}={field}" for column, field in (("الاسم", "name_ar"), ("خط", "latitude"), ("طول", "longitude"), ("ضمن", "parent"))
    ]
    assert run(["gazetteer", "import", str(file), *maps, "--level", "village", "--country", "SY", "--into", str(folder)]) == 1
    assert reason in capsys.readouterr().err
    assert not list(folder.glob("*")) if folder.exists() else True


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"a\tb\n", "مكان\n".encode()])
def test_a_file_of_no_known_make_is_told(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    assert run(["gazetteer", "import", str(file), "--into", str(tmp_path / "own")]) == 1
    assert capsys.readouterr().err.startswith("sijill: ")


def test_a_dump_with_a_broken_line_is_not_half_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "SY.txt"
    file.write_text("\n".join([*DUMP, "broken\tline"]), encoding="utf-8")
    assert run(["gazetteer", "import", str(file), "--into", str(tmp_path / "own")]) == 1
    assert "line 5: 2 columns, not 19" in capsys.readouterr().err


def test_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in UNITS.splitlines():
        book.active.append(line.split(","))
    file, folder = tmp_path / "units.xlsx", tmp_path / "own"
    book.save(file)
    assert run(["gazetteer", "import", str(file), "--into", str(folder)]) == 0
    assert told(folder, "ناحية الأتارب", capsys, monkeypatch)[0]["codes"] == {"pcode": "SY020001"}


def test_near_and_stats(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "near", "35.93,36.63", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["canonical"] == "إدلب"
    assert run(["gazetteer", "stats"]) == 0
    assert "by hand" in capsys.readouterr().out
    assert run(["gazetteer", "near", "somewhere"]) == 2


def test_a_reading_names_the_places_of_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "قتل 3 مدنيين في حلب."
    monkeypatch.delenv("SIJILL_GAZETTEER", raising=False)
    assert read(words).reader.gazetteer is None
    file, digests = tmp_path / "places.csv", []
    for number, table in enumerate((TABLE, TABLE.replace("35.9", "35.8"))):
        file.write_text(table, encoding="utf-8")
        folder = tmp_path / f"own-{number}"
        told = ["gazetteer", "import", str(file), "--map", "الاسم=name_ar", "--map", "خط=latitude", "--map", "طول=longitude"]
        assert run([*told, "--map", "ضمن=parent", "--country", "SY", "--level", "village", "--into", str(folder)]) == 0
        monkeypatch.setenv("SIJILL_GAZETTEER", str(folder))
        reading = read(words)
        digests.append(reading.reader.gazetteer)
        assert as_json(reading)["reader"]["gazetteer"] == digests[-1]  # type: ignore[call-overload,index]
    assert all(told and told.startswith("sha256:") for told in digests)
    assert digests[0] != digests[1]
