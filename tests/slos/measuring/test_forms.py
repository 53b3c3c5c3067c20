"""Files as spreadsheets, exporters and people write them read the same."""

from __future__ import annotations

import pytest

from revenant.slos.usage import Usage
from tests.slos.measuring.files import HEAD, MINUTE, csv_text, read_spans, row, span, usage

ROWS = [row(minute, minute + 1, 9, 10) for minute in range(30)]
WHOLE = Usage(30, 300, 30 * MINUTE)


@pytest.mark.parametrize(
    "text",
    [
        csv_text(ROWS),
        "\N{BYTE ORDER MARK}" + csv_text(ROWS),
        csv_text(ROWS).replace("\n", "\r\n"),
        "\r\n\n" + csv_text(ROWS).removesuffix("\n"),
        csv_text(ROWS).replace("\n", "\n\n"),
        csv_text(
            [",".join(f'"{field}"' for field in each.split(",")) for each in ROWS], HEAD.replace("good", '"good"')
        ),
        csv_text(ROWS).replace("Z", "+00:00"),
        csv_text(ROWS).replace("T", " ").replace(HEAD.replace("T", " "), HEAD),
        csv_text(ROWS).replace(",9,10", ",9.0,10.00"),
        csv_text(ROWS).replace(",9,10", ", 9 , 10 "),
        csv_text(ROWS, HEAD.upper()),
        csv_text([f"{each},note_{number}" for number, each in enumerate(ROWS)], f"{HEAD},note"),
        csv_text([",".join(reversed(each.split(","))) for each in ROWS], ",".join(reversed(HEAD.split(",")))),
        csv_text([f'{each},"a, b\nc"' for each in ROWS], f"{HEAD},note"),
        csv_text([f'"x\ny",{each}' for each in ROWS], f"note,{HEAD}"),
    ],
)
def test_it_reads_the_same(text: str) -> None:
    reading = read_spans(text, [span(0, 30)])
    assert reading.usages == [WHOLE]
    assert not reading.faults


def test_bytes_of_another_encoding_do_not_matter_where_nobody_looks() -> None:
    text = csv_text([f"{each},caf\xe9" for each in ROWS], f"{HEAD},note").encode("latin-1")
    assert read_spans(text, [span(0, 30)]).usages == [WHOLE]


def test_an_offset_is_taken_into_account() -> None:
    text = csv_text(["2026-11-23T13:00:00+01:00,2026-11-23T13:01:00+01:00,1,2"])
    assert usage(text, 0, 1) == Usage(1, 2, MINUTE)


def test_parts_of_a_second_count() -> None:
    text = csv_text(["2026-11-23T12:00:00.250Z,2026-11-23T12:00:00.750Z,1,2"])
    assert usage(text, 0, 1) == Usage(1, 2, MINUTE / 120)


def test_lines_after_a_text_of_several_lines_keep_their_numbers() -> None:
    text = csv_text([f'{row(0, 1, 1, 1)},"a\nb"', f"{row(1, 2, -1, 1)},c"], f"{HEAD},note")
    assert read_spans(text, [span(0, 30)]).faults[0].where == "slos/data/x.csv:4"


def test_a_quote_that_never_closes_is_one_bad_row() -> None:
    reading = read_spans(csv_text([row(0, 1, 1, 1), row(1, 2, '"1', 1), *ROWS[2:]]), [span(0, 30)])
    assert reading.usages == [Usage(0, 1, MINUTE)]
    assert [fault.times for fault in reading.faults] == [1]
