"""Several runs at the same time: one works, the others leave at once."""

from filelock import FileLock

from weekly.blog import Blog, site, tree
from weekly.conftest import FEEDS
from weekly.publications import Hold
from weekly.runs import end, wait_until


def test_a_second_run_leaves_at_once_without_touching_anything(blog: Blog, expected):
    # A host is asked for two of its pages at a time: the third feed waits for its turn.
    holds = [Hold(blog.host, f"/{feed}") for feed in FEEDS[:2]]
    first = blog.start()
    assert all(hold.asked.wait(60) for hold in holds)
    before = tree(blog.folder)

    second = end(blog.start("--quiet"))

    assert second.code == 75
    assert second.err == f"{blog.folder}/var/store.sqlite3.lock : un autre passage est en cours ; rien n'a été fait\n"
    assert tree(blog.folder) == before
    for hold in holds:
        hold.release()
    assert end(first).code == 0
    assert blog.paths("2026-W47") == expected()
    assert [step.split(" : ")[0] for step in blog.steps()] == ["collecte fait", "sélection fait", "site fait"]


def test_runs_started_together_make_one_right_file_again_and_again(blog: Blog, expected):
    texts = set()
    for runs in (2, 2):
        ended = [end(process) for process in [blog.start() for _ in range(runs)]]

        codes = sorted(one.code for one in ended)
        assert codes[0] == 0
        assert set(codes) <= {0, 75}
        assert blog.paths("2026-W47") == expected()
        texts.add(blog.file("2026-W47").read_bytes())
    assert len(texts) == 1
    assert blog.weeks() == ["2026-W47"]
    assert all(step.split(" : ")[0] in {"collecte fait", "sélection fait", "site fait"} for step in blog.steps())
    assert len(blog.log()) % 3 == 0


def test_a_build_that_is_under_way_elsewhere_is_waited_for(blog: Blog):
    """That of `invoke live`, say, which sees the draft appear that cron is just writing."""
    (blog.folder / "var").mkdir()
    with FileLock(blog.folder / "var" / "site.lock"):
        process = blog.start()
        wait_until(lambda: len(blog.log()) == 2)
        assert process.poll() is None
        assert not blog.output.exists()
    assert end(process).code == 0
    assert "index.html" in site(blog)
