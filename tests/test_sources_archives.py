"""Laws of archives: every member is read as if it were unpacked, or set aside with its reason, and none stops another."""

import bz2
import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib

import pytest
from damage import damaged
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_tools import lines, pdf

from toolkit.errors import SourceError
from toolkit.sources import read, read_all
from toolkit.sources.formats import ARCHIVES, archive, packed
from toolkit.sources.formats.archive import Member, members
from toolkit.sources.formats.document import SetAside

STORY = "Pier stays closed\n\nThe harbour master said on Monday that the pier would stay closed until the divers had finished.\n"
OTHER = STORY.replace("pier", "lock").replace("Pier", "Lock").replace("divers", "masons of the county")
PAGE = f"<!doctype html><title>Pier</title><article><h1>Pier</h1><p>{STORY}</p><p>{OTHER}</p></article>"
LIMIT = 1_000_000


def zipped(files, method=zipfile.ZIP_DEFLATED):
    """A zip archive of these (name, bytes)."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as made:
        for name, data in files:
            made.writestr(name, data)
    return kept.getvalue()


def tarred(files, *extra, form=tarfile.PAX_FORMAT):
    """A tar archive of these (name, bytes), and of further entries without bytes."""
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w", format=form) as made:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
        for info in extra:
            made.addfile(info)
    return kept.getvalue()


MAKERS = {
    ".zip": zipped, ".tar": tarred, ".tar.gz": lambda files: gzip.compress(tarred(files), mtime=0),
    ".tgz": lambda files: gzip.compress(tarred(files), mtime=0), ".tar.bz2": lambda files: bz2.compress(tarred(files)),
    ".tbz2": lambda files: bz2.compress(tarred(files)),
}  # fmt: skip


def listed(data, suffix=".zip", limit=LIMIT):
    """Names of the members read, and name to reason of those set aside."""
    found = list(members(io.BytesIO(data), suffix, limit=limit, readable=str))
    return (
        [one.member for one in found if isinstance(one, Member)],
        {one.member: one.error.problem for one in found if isinstance(one, SetAside)},
    )


def test_every_kind_of_archive_has_a_maker():
    """The tests of this file try every suffix that is opened."""
    assert set(MAKERS) == set(ARCHIVES)


@pytest.mark.parametrize("suffix", MAKERS)
def test_all_formats_inside(tmp_path, suffix):
    """Text, pages, tables and PDFs in an archive are read, each with the archive, the member and the row in `source`."""
    files = [
        ("news/a.txt", STORY.encode()), ("news/b.html", PAGE.encode()), ("c.csv", f'title,text\nLock,"{OTHER}"\n'.encode()),
        ("d.pdf", pdf([lines(["The mayor said that nothing of the kind", "had ever been heard in the town."])])), ("e.doc", b"x"),
    ]  # fmt: skip
    path = tmp_path / f"all{suffix}"
    path.write_bytes(MAKERS[suffix](files))
    articles, refused = read_all(path)
    assert [source.removeprefix(path.as_posix()) for source in articles["source"]] == [
        ", news/a.txt", ", news/b.html", ", c.csv, row 2", ", d.pdf",
    ]  # fmt: skip
    assert refused["source"].tolist() == [f"{path.as_posix()}, e.doc"]
    assert "old Word versions" in refused.loc[0, "reason"]


def test_a_report_has_the_same_id_unpacked(tmp_path):
    """Id, hash and text of a member are those of the file that is unpacked from it."""
    (tmp_path / "news.zip").write_bytes(zipped([("deep/Pier Closed.txt", STORY)]))
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "Pier Closed.txt").write_text(STORY, encoding="utf-8")
    inside, outside = read(tmp_path / "news.zip").loc[0], read(tmp_path / "plain").loc[0]
    for column in ("article_id", "source_sha256", "text", "title"):
        assert inside[column] == outside[column]


@pytest.mark.parametrize("outer", [".zip", ".tar.gz"])
@pytest.mark.parametrize("inner", MAKERS)
def test_an_archive_inside_is_opened_and_one_inside_that_is_not(outer, inner):
    """One level of nesting is read; a further one is set aside by its name, and what lies beside it is read."""
    deepest = zipped([("deep.txt", STORY)])
    middle = MAKERS[inner]([("a.txt", STORY.encode()), ("deepest.zip", deepest), ("b.txt", OTHER.encode())])
    whole = MAKERS[outer]([("middle" + inner, middle), ("c.txt", STORY.encode())])
    read_members, aside = listed(whole, outer)
    assert read_members == [f"middle{inner}, a.txt", f"middle{inner}, b.txt", "c.txt"]
    assert aside == {f"middle{inner}, deepest.zip": "it is an archive in an archive in an archive"}


def test_what_is_passed_over():
    """Folders, hidden files, README files, what macOS adds and the folder saved beside a page are neither read nor said."""
    names = [
        "a/", "a/.hidden.txt", ".git/x.txt", "README.md", "__MACOSX/a/._b.txt", "~$b.txt", "Talks_files/ad.html", "Talks.html",
        "Notes_files/kept.txt", "a/b.txt",
    ]  # fmt: skip
    assert listed(zipped([(name, "" if name.endswith("/") else STORY) for name in names])) == (
        ["Talks.html", "a/b.txt", "Notes_files/kept.txt"],
        {},
    )


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt", "\\\\host\\a.txt", "a/..", "C:/x.txt"]
)
@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_names_that_lead_out_are_set_aside(tmp_path, name, suffix):
    """No path leads out of an archive: such a member is refused by its name, nothing is written, the others are read."""
    (tmp_path / f"bad{suffix}").write_bytes(MAKERS[suffix]([(name, STORY.encode()), ("good.txt", OTHER.encode())]))
    before = sorted(tmp_path.rglob("*"))
    articles, refused = read_all(tmp_path)
    assert articles["source"].str.endswith("good.txt").tolist() == [True]
    assert refused["reason"].tolist() == ["its name leads out of the archive"]
    assert sorted(tmp_path.rglob("*")) == before


def link(name, to, kind=tarfile.SYMTYPE):
    """A link in a tar archive."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


def test_links_and_devices_are_set_aside():
    """Links, devices and pipes are never followed, whether they lead out of the archive or not."""
    device = link("d.txt", "", tarfile.CHRTYPE)
    whole = tarred(
        [("a.txt", STORY.encode())], link("b.txt", "/etc/passwd"), link("c.txt", "a.txt", tarfile.LNKTYPE), device
    )
    read_members, aside = listed(whole, ".tar")
    assert read_members == ["a.txt"]
    assert [reason.split(",")[0] for reason in aside.values()] == [
        "it is a link to '/etc/passwd'", "it is a link to 'a.txt'", "it is a device or pipe",
    ]  # fmt: skip
    symbolic = zipfile.ZipInfo("l.txt")
    symbolic.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert listed(zipped([(symbolic, "/etc/passwd"), ("a.txt", STORY)])) == (
        ["a.txt"],
        {"l.txt": "it is a link, which is not followed"},
    )


def changed(data, offset, size, value, *, signature=b"PK\x01\x02", last=False):
    """A zip archive with a number written over in a header."""
    place = (data.rfind(signature) if last else data.find(signature)) + offset
    return data[:place] + value.to_bytes(size, "little") + data[place + size :]


def test_members_that_cannot_be_unpacked():
    """A password, a method that is not read and damaged bytes cost their member, and no other."""
    whole = zipped([("a.txt", STORY), ("b.txt", OTHER)])
    assert listed(changed(whole, 8, 2, 1)) == (["b.txt"], {"a.txt": "a password protects it"})
    assert listed(changed(whole, 10, 2, 14)) == (
        ["b.txt"],
        {"a.txt": "it is packed by method 14 of zip, which is not read"},
    )
    read_members, aside = listed(changed(whole, 40, 4, 0xFFFF, signature=b"PK\x03\x04"))
    assert read_members == ["b.txt"]
    assert aside["a.txt"].startswith("it is damaged or cut off")


@pytest.mark.parametrize("suffix", MAKERS)
def test_truncated_archives(tmp_path, suffix):
    """Of an archive that is cut off, what lies before the cut is read where the format allows it, and the cut is said."""
    files = [(f"{at}.txt", (STORY + str(zlib.crc32(bytes([at])) ** 9) * 50).encode()) for at in range(6)]
    whole = MAKERS[suffix](files)
    (tmp_path / f"cut{suffix}").write_bytes(whole[: len(whole) * 2 // 3])
    (tmp_path / "good.txt").write_text(OTHER, encoding="utf-8")
    articles, refused = read_all(tmp_path)
    assert articles["source"].str.endswith("good.txt").any()
    assert len(refused) >= 1
    assert refused["reason"].str.contains("damaged or cut off").all()
    if suffix == ".tar":
        assert len(articles) > 2


def test_large_members_are_set_aside():
    """A member over the limit is refused by the size that it says, without unpacking it."""
    whole = zipped([("a.txt", b"x" * 5000), ("b.txt", STORY)])
    assert listed(whole, limit=4000) == (["b.txt"], {"a.txt": "it unpacks to 5,000 bytes"})


def test_a_member_that_unpacks_to_more_than_it_says():
    """A zip bomb that lies of its size is damaged: no more is unpacked than it says."""
    whole = zipped([("a.txt", b"x" * 500_000), ("b.txt", STORY)])
    lying = changed(changed(whole, 24, 4, 100), 22, 4, 100, signature=b"PK\x03\x04")
    read_members, aside = listed(lying, limit=4000)
    assert read_members == ["b.txt"]
    assert "damaged" in aside["a.txt"]


def test_the_whole_unpacks_to_no_more_than_its_limit(monkeypatch):
    """What all members, those of inner archives too, unpack to is bounded; the rest is refused in one row."""
    monkeypatch.setattr(archive, "MAX_UNPACKED", 10_000)
    many = [(f"{at}.txt", b"x" * 4000) for at in range(9)]
    for data in (zipped(many), zipped([("in.zip", zipped(many))])):
        read_members, aside = listed(data)
        assert len(read_members) == 2
        assert len(aside) == 1
        assert "unpacks to more than" in next(iter(aside.values()))


def test_too_many_members(monkeypatch):
    """After the last member that is read, one row says that there are more."""
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    read_members, aside = listed(zipped([(f"{at}.txt", STORY) for at in range(9)]))
    assert read_members == ["0.txt", "1.txt", "2.txt"]
    assert "more than 3 members" in aside["3.txt"]
    assert len(aside) == 1


def test_a_list_of_contents_that_would_fill_the_memory(monkeypatch):
    """The list of contents is measured before it is read."""
    monkeypatch.setattr(packed, "_MAX_DIRECTORY", 1000)
    _, aside = listed(zipped([(f"{at}.txt", STORY) for at in range(50)]))
    assert "its list of contents alone has" in aside[""]


@pytest.mark.parametrize(("suffix", "compress"), [(".tar.gz", gzip.compress), (".tar.bz2", bz2.compress)])
def test_an_archive_that_unpacks_without_end_is_stopped(monkeypatch, suffix, compress):
    """A packed tar archive that grows beyond reason is stopped; what came before is read."""
    monkeypatch.setattr(packed, "_UNSUSPECTED", 1_000_000)
    whole = compress(tarred([("a.txt", STORY.encode()), ("b.txt", bytes(9_000_000)), ("c.txt", STORY.encode())]))
    read_members, aside = listed(whole, suffix)
    assert read_members == ["a.txt"]
    assert aside["b.txt"] == "it unpacks to 9,000,000 bytes"
    assert "more than 100 times its size, and was stopped there" in aside[""]


def test_a_tar_archive_is_bounded_as_a_whole(monkeypatch):
    """Also a tar archive that grows within reason ends at the limit."""
    monkeypatch.setattr(packed, "MAX_UNPACKED", 30_000)
    read_members, aside = listed(tarred([(f"{at}.txt", b"x" * 9000) for at in range(9)]), ".tar")
    assert 0 < len(read_members) < 4
    assert "and was stopped there" in list(aside.values())[-1]


def test_a_name_twice():
    """Of two members with one name the first is read and the second said."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        whole = zipped([("a.txt", STORY), ("a.txt", OTHER)])
    assert listed(whole) == (["a.txt"], {"a.txt": "another member has the same name, and was read"})


def test_names_in_other_encodings():
    """Names that are UTF-8 without its flag are read so, control characters are shown as escapes, long names are cut."""
    kept = zipped([("café.txt", STORY), ("b\x1b[31m.txt", OTHER), ("n" * 900 + ".txt", STORY)])
    without = kept.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00")
    for data in (kept, without):
        names = listed(data)[0]
        assert names[:2] == ["café.txt", "b\\x1b[31m.txt"]
        assert len(names[2]) == 300
    assert listed(
        tarred([(b"caf\xe9.txt".decode("utf-8", "surrogateescape"), STORY.encode())], form=tarfile.GNU_FORMAT), ".tar"
    )[0] == ["caf\\udce9.txt"]


def test_nothing_inside_is_said(tmp_path):
    """An archive without a report is a refusal, not silence."""
    (tmp_path / "a.zip").write_bytes(zipped([("README.md", STORY)]))
    (tmp_path / "b.tar").write_bytes(tarred([]))
    _, refused = read_all(tmp_path)
    assert refused["reason"].tolist() == ["the archive holds no report"] * 2


@pytest.mark.parametrize(
    ("name", "data", "reason", "step"),
    [
        ("a.zip", b"", "not a ZIP archive", "whole"), ("a.zip", b"Talks end.", "not a ZIP archive", "whole"),
        ("a.zip", gzip.compress(b"x", mtime=0), "holds what gzip has packed", ".tar.gz"), ("a.zip", b"Rar!\x1a\x07", "holds a RAR archive", "unpack"),
        ("a.zip", zipped([("[Content_Types].xml", "x")]), "office document", "suffix of its format"),
        ("a.zip", b"PK\x03\x04" + b"x" * 50, "list of contents", "again"), ("a.tar", zipped([("a.txt", "x")]), "holds a ZIP archive", ".zip"),
        ("a.tar.gz", tarred([("a.txt", b"x")]), "holds a tar archive", ".tar"), ("a.tgz", gzip.compress(b"Talks end.", mtime=0), "damaged", "again"),
        ("a.gz", gzip.compress(b"Talks end.", mtime=0), "are not read", "unpack it"), ("a.7z", b"7z", "are not read", "unpack it"),
        ("a.tar.xz", b"x", "are not read", "unpack it"), ("a.rar", b"x", "are not read", "unpack it"),
    ],
)  # fmt: skip
def test_what_is_no_archive(tmp_path, name, data, reason, step):
    """What is no archive, or one of another kind, is refused with what it is and the next step."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    articles, refused = read_all(tmp_path)
    assert len(articles) == 1
    (row,) = refused.to_dict("records")
    assert reason in row["reason"]
    assert step in row["step"]
    assert row["source"].endswith(name)


def test_zip64_lists_are_measured_too(monkeypatch):
    """The list of contents of a large zip archive is measured by its own record."""
    whole = zipped([("a.txt", STORY)])
    end = whole.rfind(b"PK\x05\x06")
    start = whole.find(b"PK\x01\x02")
    wide = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 1, 1, 10**12, start)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1)
    _, aside = listed(whole[:end] + wide + locator + whole[end:])
    assert "1,000,000,000,000 bytes" in aside[""]


WHOLE = {
    suffix: make([("a.txt", STORY.encode()), ("b/c.txt", OTHER.encode()), ("d.zip", zipped([("e.txt", STORY)]))])
    for suffix, make in MAKERS.items()
}


@pytest.mark.slow
@settings(max_examples=600)
@given(st.sampled_from(sorted(MAKERS)), st.binary(max_size=300), st.randoms(use_true_random=False))
def test_fuzz(suffix, data, chance):
    """Any bytes, and any damage to a whole archive, give members or refusals, and never another exception."""
    whole = WHOLE[suffix] if not suffix.startswith(".tar.") else unpacked(WHOLE[suffix], suffix)
    broken = damaged(whole, data, chance, times=10)
    for made in (data, broken, b"PK\x03\x04" + data, packed_again(broken, suffix)):
        found = list(members(io.BytesIO(made), suffix, limit=LIMIT, readable=str))
        assert found
        for one in found:
            assert isinstance(one, Member | SetAside)
            one.member.encode("utf-8")


def unpacked(data, suffix):
    """The tar archive inside a packed one."""
    return gzip.decompress(data) if suffix.endswith("gz") else bz2.decompress(data)


def packed_again(data, suffix):
    """The bytes packed as the suffix says."""
    if suffix.endswith("gz"):
        return gzip.compress(data, 1, mtime=0)
    return bz2.compress(data) if suffix.endswith("bz2") else data


def test_the_error_of_a_reader_names_the_member():
    """What the caller refuses by its name is set aside with that reason."""

    def refuse(name):
        raise SourceError(f"no {name}", works="others", step="none")

    (one,) = members(io.BytesIO(zipped([("x/a.txt", STORY)])), ".zip", limit=LIMIT, readable=refuse)
    assert (one.member, one.error.problem) == ("x/a.txt", "no a.txt")
