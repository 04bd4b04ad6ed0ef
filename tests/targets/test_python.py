"""The generated package: its files, its types, its names, and what is read from it on demand."""

from __future__ import annotations

import importlib
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator
from tests.command import errbook

from errbook import Problem, about
from errbook.catalog import load
from errbook.exceptions import UnknownCode, UsageError
from errbook.package import files
from errbook.problems import Problems
from errbook.targets.output import write_folder

SHOP = Path(__file__).parent / "shop"
REFERENCE = Path(__file__).parents[2] / "catalog"


def errbook_in_a_process(
    *arguments: str, cwd: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, with these variables in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "errbook", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **variables},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder on the path with the package `shop` in it, and calls of its classes."""
    above = tmp_path_factory.mktemp("python")
    write_folder(above / "shop", files(load(SHOP)))
    write_folder(above / "unkey", files(load(REFERENCE)))
    shutil.copy(SHOP / "calls.py.txt", above / "calls.py")
    sys.path.insert(0, str(above))
    yield above
    sys.path.remove(str(above))


@pytest.fixture(scope="module")
def shop(folder: Path) -> ModuleType:
    """The root of the package `shop`."""
    return importlib.import_module("shop")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a catalog of two groups in it."""
    shutil.copytree(SHOP, tmp_path / "catalog")
    return tmp_path


class TestFiles:
    """What is on disk, and `--check`."""

    def test_there_is_a_module_and_a_data_file_for_each_group(self, folder: Path) -> None:
        """A module whose only names are former ones has no data."""
        root = folder / "shop"
        found = sorted(
            path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()
        )
        assert [name for name in found if "__pycache__" not in name] == [
            ".errbook", "__init__.py", "_index.py", "py.typed", "shop/_4th.json", "shop/_4th.py",
            "shop/__init__.py", "shop/baskets.py", "shop/class_.json", "shop/class_.py",
            "shop/orders.json", "shop/orders.py", "shop/payment.json", "shop/payment.py",
            "shop/stock.json", "shop/stock.py",
        ]  # fmt: skip

    def test_a_second_run_writes_nothing(self, small: Path) -> None:
        """Not a byte, not a date."""
        first = errbook("build", "python", "-o", "out", cwd=small)
        assert (first.returncode, first.stdout) == (0, "")
        before = {path: path.stat().st_mtime_ns for path in (small / "out").rglob("*")}
        again = errbook("build", "python", "-o", "out", cwd=small)
        assert again.stderr == "out: 15 unchanged\n"
        assert {path: path.stat().st_mtime_ns for path in (small / "out").rglob("*")} == before

    def test_every_run_gives_the_same_bytes(self, small: Path) -> None:
        """Whatever order sets and folders have."""
        for seed in ("1", "2"):
            errbook_in_a_process("build", "python", "-o", seed, cwd=small, PYTHONHASHSEED=seed)
        names = [path.relative_to(small / "1") for path in (small / "1").rglob("*.*")]
        assert len(names) > 10
        for name in names:
            assert (small / "1" / name).read_bytes() == (small / "2" / name).read_bytes()

    def test_check_tells_what_is_missing_stale_and_left_over(self, small: Path) -> None:
        """It exits with 1, names each file, says what to run, and writes nothing."""
        errbook("build", "python", "-o", "out", cwd=small)
        clean = errbook("build", "python", "-o", "out", "--check", cwd=small)
        assert (clean.returncode, clean.stdout, clean.stderr) == (0, "", "")
        (small / "out/shop/stock.py").unlink()
        (small / "out/shop/orders.json").write_text("{}", "utf-8")
        text = (small / "catalog/errors.yaml").read_text("utf-8")
        text = text.replace("err:shop:4th:404", "err:shop:5th:404")
        (small / "catalog/errors.yaml").write_text(text, "utf-8")
        found = errbook("build", "python", "-o", "out", "--check", cwd=small)
        assert found.returncode == 1
        assert found.stdout.splitlines() == [
            "out/_index.py: stale",
            "out/shop/_4th.json: left over",
            "out/shop/_4th.py: left over",
            "out/shop/_5th.json: missing",
            "out/shop/_5th.py: missing",
            "out/shop/orders.json: stale",
            "out/shop/stock.py: missing",
        ]
        assert found.stderr == (
            "out is not what the catalog makes; run: errbook build python -o out\n"
        )
        assert not (small / "out/shop/_5th.py").exists()

    def test_a_site_cannot_be_checked(self, small: Path) -> None:
        """And says so; Markdown can."""
        done = errbook("build", "site", "--check", cwd=small)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "errbook: site cannot be checked: what it writes is not for keeping\n"
        assert errbook("build", "markdown", "--check", cwd=small).returncode == 1


class TestTools:
    """What formatters and checkers say of the generated code."""

    def test_ruff_has_nothing_to_format_or_to_find(self, folder: Path) -> None:
        """With its own settings; of the rules, those on names and syntax."""
        for command in (["format", "--check"], ["check", "--select", "E4,E7,E9,F"]):
            done = subprocess.run(
                [sys.executable, "-m", "ruff", *command, "--isolated", "shop", "unkey"],
                cwd=folder, capture_output=True, text=True,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout

    def test_mypy_rejects_the_wrong_calls_and_no_other(self, folder: Path) -> None:
        """Under --strict; deprecated ones where that is asked for."""
        done = subprocess.run(
            [
                sys.executable, "-m", "mypy", "--strict", "--enable-error-code", "deprecated",
                "--cache-dir", ".mypy", "shop", "unkey", "calls.py",
            ],
            cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        found = re.findall(r"^(\S+?):(\d+): error", done.stdout, re.MULTILINE)
        assert {(name, int(line)) for name, line in found} == self._expected(folder), done.stdout

    def test_pyright_rejects_the_wrong_calls_and_no_other(self, folder: Path) -> None:
        """The same lines."""
        settings = {"include": ["shop", "unkey", "calls.py"], "reportDeprecated": "error"}
        (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable],
            cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        found = [
            (Path(one["file"]).name, one["range"]["start"]["line"] + 1)
            for one in json.loads(done.stdout)["generalDiagnostics"]
            if one["severity"] == "error"
        ]
        assert set(found) == self._expected(folder), done.stdout

    @staticmethod
    def _expected(folder: Path) -> set[tuple[str, int]]:
        lines = (folder / "calls.py").read_text("utf-8").splitlines()
        marked = {
            ("calls.py", number)
            for number, line in enumerate(lines, start=1)
            if line.endswith(("# wrong", "# deprecated"))
        }
        assert len(marked) >= 20
        return marked


class TestNames:
    """Which names there are, and what importing one of them loads."""

    def test_importing_one_group_loads_that_group(self, folder: Path) -> None:
        """And those above it; neither the other groups, nor the index, nor data."""
        script = (
            "import sys, shop.shop.stock; print(*sorted(n for n in sys.modules if 'shop' in n))"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == ["shop", "shop.shop", "shop.shop.stock"]

    def test_one_name_in_two_groups_is_two_classes(self, folder: Path) -> None:
        """`orders.NotFound` is not `stock.NotFound`."""
        orders = importlib.import_module("shop.shop.orders")
        stock = importlib.import_module("shop.shop.stock")
        assert not issubclass(orders.NotFound, stock.NotFound)
        assert not issubclass(stock.NotFound, orders.Error)

    @pytest.mark.parametrize(
        ("module", "name"), [("orders", "Unknown"), ("baskets", "Lost")], ids=["here", "elsewhere"]
    )
    def test_a_former_name_is_the_present_class(self, folder: Path, module: str, name: str) -> None:
        """In the module that it was in, with a warning that points at its use."""
        present = importlib.import_module("shop.shop.orders").NotFound
        with pytest.warns(DeprecationWarning, match=f"{name} is now called NotFound") as told:
            former = getattr(importlib.import_module(f"shop.shop.{module}"), name)
        assert former is present
        assert told[0].filename == __file__

    def test_a_warning_that_is_an_error_does_not_replace_the_class(self, folder: Path) -> None:
        """`-W error` turns no declared error into another one."""
        orders = importlib.import_module("shop.shop.orders")
        payment = importlib.import_module("shop.shop.payment")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert orders.Unknown is orders.NotFound
            with pytest.raises(payment.Slow):
                raise payment.Slow(retry_after=1)

    def test_a_deprecated_error_warns_where_it_is_raised(self, folder: Path) -> None:
        """With the reason, and what to use instead."""
        payment = importlib.import_module("shop.shop.payment")
        with pytest.warns(DeprecationWarning, match="deprecated since 2") as told:
            problem = payment.Slow(retry_after=1)
        assert str(told[0].message) == (
            "err:shop:payment:slow is deprecated since 2: It is called `busy` now;"
            " use err:shop:payment:busy"
        )
        assert told[0].filename == __file__
        assert problem.headers["Retry-After"] == "1"

    def test_a_name_that_never_was_is_an_attribute_error(self, folder: Path) -> None:
        """As of any module."""
        orders = importlib.import_module("shop.shop.orders")
        with pytest.raises(AttributeError, match=r"module 'shop.shop.orders' has no attribute 'X'"):
            _ = orders.X


class TestProblems:
    """The package as a mapping from codes to classes."""

    def test_it_is_the_same_mapping_as_a_loaded_catalog(self, shop: ModuleType) -> None:
        """Codes, types, former codes and all."""
        problems = Problems.of(shop)
        assert problems["err:shop:stock:not_found"].__module__ == "shop.shop.stock"
        assert problems["err:shop:baskets:lost"] is problems["err:shop:orders:not_found"]
        assert len(problems) == len(list(problems)) == 10
        assert problems.by_type["https://shop.example/errors/stock/not_found"] == (
            "err:shop:stock:not_found"
        )
        assert "err:shop:baskets:lost" in problems
        assert Problems.of(problems) is problems
        assert repr(problems) == "<10 problems of Shop>"

    def test_an_unknown_code_names_the_nearest(self, shop: ModuleType) -> None:
        """As a loaded catalog does."""
        with pytest.raises(UnknownCode, match="did you mean `err:shop:stock:not_found`"):
            Problems.of(shop)["err:shop:stock:not_fond"]

    @pytest.mark.parametrize("source", [json, "shop", None, 7])
    def test_what_is_no_package_of_errors_is_refused(self, source: ModuleType) -> None:
        """With words that say what to give."""
        with pytest.raises(UsageError, match="is no package of errors; give the root package"):
            Problems.of(source)

    def test_a_group_is_no_package(self, folder: Path) -> None:
        """The root has the index."""
        with pytest.raises(UsageError, match="give the root package"):
            Problems.of(importlib.import_module("shop.shop.orders"))


class TestAbout:
    """What lies in the data files."""

    def test_every_example_fits_its_schema(self, folder: Path) -> None:
        """And has the page of its definition beside it."""
        for name in ("shop", "unkey"):
            problems = Problems.of(importlib.import_module(name))
            for code, cls in problems.items():
                Draft202012Validator.check_schema(about.schema(cls))
                bodies = about.examples(cls)
                assert bodies.keys() == {*(cls.variants or ("default",))}
                for body in bodies.values():
                    Draft202012Validator(about.schema(cls)).validate(body)
                assert code in (about.page(cls) or "")

    def test_a_schema_refuses_another_error(self, shop: ModuleType) -> None:
        """Code, type and status are constants in it, and params have their types."""
        problems = Problems.of(shop)
        cls = problems["err:shop:orders:not_found"]
        validator = Draft202012Validator(about.schema(cls))
        body = about.examples(cls)["default"]
        for name, value in (("code", "x"), ("type", "x"), ("status", 500), ("orderId", 1)):
            assert not validator.is_valid({**body, name: value})
        assert not validator.is_valid({key: body[key] for key in body if key != "orderId"})

    def test_a_loaded_catalog_tells_the_same(self, shop: ModuleType) -> None:
        """Its data is made when it is asked for."""
        import errbook

        loaded = errbook.load(SHOP)
        for code, cls in Problems.of(shop).items():
            for told in (about.page, about.schema, about.examples):
                assert told(loaded[code]) == told(cls)

    def test_a_subclass_is_about_what_it_inherits_from(self, folder: Path) -> None:
        """And a problem of no catalog is about nothing."""
        stock = importlib.import_module("shop.shop.stock")
        mine = type("Mine", (stock.NotFound,), {})
        assert about.page(mine) == about.page(stock.NotFound)
        assert (about.page(Problem), about.schema(Problem), about.examples(Problem)) == (
            None,
            {},
            {},
        )

    def test_without_its_data_files_a_package_still_raises(self, tmp_path: Path) -> None:
        """They may have been left out where it was installed."""
        write_folder(tmp_path / "bare", (one for one in files(load(SHOP)) if ".json" not in one[0]))
        script = (
            "from bare.shop import stock; from errbook import about\n"
            "print(stock.NotFound().status, about.page(stock.NotFound))"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert done.stdout == "404 None\n"


def _raise(name: str) -> None:
    orders = importlib.import_module("shop.shop.orders")
    raise getattr(orders, name)(order_id="o_1", customer="c_1")


def test_a_problem_comes_out_of_a_process_pool(folder: Path) -> None:
    """With its class, its params and its response."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        problem = pool.submit(_raise, "NotFound").exception()
    orders = importlib.import_module("shop.shop.orders")
    assert isinstance(problem, orders.NotFound)
    assert problem.to_json() == orders.NotFound(order_id="o_1", customer="c_1").to_json()


def test_another_process_can_read_a_pickle(folder: Path) -> None:
    """A generated class is found by its name, whoever looks."""
    orders = importlib.import_module("shop.shop.orders")
    data = pickle.dumps(orders.NotFound(order_id="o_1", customer="c_1"))
    script = "import pickle, sys; print(pickle.loads(sys.stdin.buffer.read()))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, input=data, capture_output=True, check=True
    )
    assert done.stdout == (
        b"err:shop:orders:not_found: There is no order o_1 of the customer c_1.\n"
    )
