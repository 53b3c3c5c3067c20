"""Shell text taken apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revenant.core.outline import Fence
from revenant.runbooks.commands.shell import Simple, Typed, simple_commands, typed, unquoted
from revenant.runbooks.steps import commands


def fence(*rows: str, language: str = "bash") -> Fence:
    return Fence(language, 1, 2, 1 + len(rows), rows)


def test_commands_of_several_lines_are_one() -> None:
    rows = ("# don't", "kubectl get \\", "  pods", "psql -c '", "select 1", "'", "cat <<EOF > a", "x", "EOF", "ls")
    assert typed(fence(*rows)) == (
        Typed(3, "kubectl get    pods"),
        Typed(5, "psql -c '\nselect 1\n'"),
        Typed(8, "cat <<EOF > a", "x"),
        Typed(11, "ls"),
    )


def test_an_apostrophe_or_a_document_without_end_takes_nothing_with_it() -> None:
    assert [each.text for each in typed(fence("it's here", "ls"))] == ["it's here", "ls"]
    assert [each.text for each in typed(fence("cat <<EOF", "ls"))] == ["cat <<EOF", "ls"]


def test_only_shells_have_commands() -> None:
    assert typed(fence("ls", language="yaml")) == ()


def test_a_comment_is_no_prompt_of_root() -> None:
    assert commands(fence("# look at the pods", "kubectl get pods")) == ("# look at the pods", "kubectl get pods")
    assert commands(fence("root@db:~# df -h", "Filesystem")) == ("df -h",)


def test_programs_are_split_where_a_shell_splits_them() -> None:
    found = simple_commands("a 'b | c' | d > /x 2>&1 && e $(f; g) # h")
    assert found == [
        Simple(("a", "b | c")),
        Simple(("d",), ("/x",)),
        Simple(("e",)),
        Simple(("f",)),
        Simple(("g",)),
    ]


def test_quotes_come_off() -> None:
    assert unquoted("""a'b "c'"d\\"e"\\ f""") == 'ab "cd\\"e f'


@given(st.lists(st.text(alphabet="ab'\"\\$(|<E\n #>", max_size=12), max_size=8))
def test_no_command_is_lost_or_out_of_order(rows: list[str]) -> None:
    lines = [each.line for each in typed(fence(*rows))]
    assert lines == sorted(set(lines))
    assert all(2 <= line < 2 + len(rows) for line in lines)
