"""Members of a tar archive as files, in memory: nothing of it is ever written, linked to or followed."""

from __future__ import annotations

import tarfile
from io import BytesIO

from revenant.errors import InvalidFileError
from revenant.importers.batch import File
from revenant.importers.decoding import MAX_BYTES, unpack

MAX_MEMBERS = 50_000
_MAGIC = slice(257, 262)


def is_tar(content: bytes) -> bool:
    """Whether unpacked bytes are a tar archive."""
    return content[_MAGIC] == b"ustar"


def spread(file: File) -> list[File]:
    """The file itself, unpacked; or what it holds if it is an archive, links and the like as problems.

    Raises:
        InvalidFileError: it is damaged, or larger than is credible.
    """
    content = unpack(file.content, file.name)
    return _members(content, file.name) if is_tar(content) else [file._replace(content=content)]


def _members(content: bytes, name: str) -> list[File]:
    found: list[File] = []
    size = 0
    try:
        with tarfile.open(fileobj=BytesIO(content), mode="r:") as archive:
            for member in archive:
                size += max(member.size, 0)
                if len(found) >= MAX_MEMBERS or size > MAX_BYTES:
                    raise _unusable(f"{name}: holds more than {MAX_MEMBERS:,} files or {MAX_BYTES // 2**20} MiB")
                if not member.isdir():
                    found.append(_file(archive, member, name))
    except (tarfile.TarError, ValueError, OverflowError, EOFError) as error:
        raise _unusable(f"{name}: is a damaged archive: {error}") from None
    return found


def _file(archive: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> File:
    place = f"{name}/{member.name}"
    source = archive.extractfile(member) if member.isreg() and not member.issparse() else None
    if source is None:
        return File(b"", place, "is a link, a device or a file with holes, which is not followed")
    return File(source.read(), place)


def _unusable(complaint: str) -> InvalidFileError:
    return InvalidFileError([complaint], "nothing was imported; expected the whole archive, as it was made")
