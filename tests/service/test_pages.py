"""The pages in a real browser: Debian's chromium, driven by Playwright, on a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.service.letters import TEXT
from tests.service.serving import Served, served

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run --disable-sync --disable-component-update"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("pages") / "home"))
    with served(home) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: Served) -> Iterator[Page]:
    """A page that may ask nobody but the server: whatever it asks of others fails the test, and so does a script error."""
    context = browser.new_context(base_url=server.address, locale="zh-CN")
    context.set_default_timeout(10_000)
    page = context.new_page()
    strangers: list[str] = []
    errors: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith(server.address):
            strangers.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("request", asked)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", said)
    yield page
    context.close()
    assert (strangers, errors) == ([], [])


def test_a_pasted_letter_is_shown_with_its_marks(page: Page) -> None:
    page.goto("/")
    page.fill("#text", TEXT)
    page.click("button[type=submit]")
    assert page.inner_text(".labels li:first-child span:first-child") == "劳动和社会保障"
    assert page.locator(".letter >> nth=0 >> mark.private").all_inner_texts() == ["钱多谷", "13800138000"]
    assert page.locator(".letter >> nth=0 >> mark.evidence").count() > 0
    assert page.locator(".legend mark").count() == 3
    assert page.locator("article.law").count() == 2
    assert page.locator("article.matter").count() == 1


def test_an_uploaded_letter_is_read(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "来信.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    page.goto("/")
    page.set_input_files("input[type=file]", file)
    page.click("button[type=submit]")
    assert "拖欠我三个月工资" in page.inner_text(".letter >> nth=0")


def test_the_example_letter_can_be_tried(page: Page) -> None:
    page.goto("/")
    page.click("text=填入一封虚构的示例")
    page.click("button[type=submit]")
    assert page.locator("mark.citation").count() >= 1


def test_markup_in_a_letter_stays_text(page: Page) -> None:
    page.goto("/")
    page.fill("#text", "<script>document.title='x'</script><b>拖欠工资</b>三个月")
    page.click("button[type=submit]")
    assert "<b>" in page.inner_text(".letter >> nth=0")
    assert page.title() == "分析结果 · 回音"


def test_a_search_leads_to_the_article_and_its_neighbour(page: Page) -> None:
    page.goto("/statutes")
    page.fill("input[name=q]", "拖欠劳动报酬")
    page.click("button[type=submit]")
    assert "劳动报酬" in page.locator("mark.highlight").all_inner_texts()
    page.click("article.law h3 a >> nth=0")
    first = page.inner_text("h1 span")
    assert page.locator(".state").inner_text() == "现行有效（截至2026-08-28，此后未知）"
    page.click(".neighbours a >> text=下一条")
    assert page.inner_text("h1 span") != first


def test_an_article_has_an_address_that_lasts(page: Page) -> None:
    page.goto("/statutes/刑法/120-1?as_of=2026-11-24")
    page.click("text=本条的固定地址")
    assert page.inner_text("h1 span") == "第一百二十条之一"
    assert page.url.endswith("/120-1?as_of=2026-11-24")


def test_from_an_article_one_goes_to_what_it_cites_and_to_its_law(page: Page) -> None:
    page.goto("/statutes/刑法/292?as_of=2026-11-24")
    page.click(".group >> text=第二百三十四条")
    assert page.inner_text("h1 span") == "第二百三十四条"
    page.click(".path a >> text=中华人民共和国刑法")
    assert page.inner_text("h1") == "《中华人民共和国刑法》"
    page.click(".units a >> text=/^第二百九十二条$/")
    assert page.inner_text("h1 span") == "第二百九十二条"
    assert page.url.endswith("?as_of=2026-11-24")


def test_a_search_is_narrowed_by_level(page: Page) -> None:
    page.goto("/statutes?q=劳动报酬")
    page.select_option("select[name=level]", "宪法")
    page.click("button[type=submit]")
    assert "没有找到" in page.inner_text("main")


def test_the_next_page_of_a_search_shows_others(page: Page) -> None:
    page.goto("/statutes?q=劳动")
    first = page.locator("article.law h3").all_inner_texts()
    page.click("text=下一页")
    assert not set(first) & set(page.locator("article.law h3").all_inner_texts())


@pytest.mark.parametrize("address", ["/", "/statutes", "/statutes/刑法/1", "/statutes/刑法", "/status", "/docs"])
def test_every_page_says_trial_and_no_legal_advice(page: Page, address: str) -> None:
    page.goto(address)
    text = page.inner_text("body")
    assert "试用版" in text
    assert "请勿录入真实来信" in text
    assert "非法律意见" in text


def test_the_status_page_says_what_is_held(page: Page) -> None:
    page.goto("/status")
    assert "4 件文件" in page.inner_text("main")
    assert "截至" in page.inner_text("main")


def test_the_interface_is_documented_without_a_network(page: Page) -> None:
    page.goto("/docs")
    assert "/v1/statutes/search" in page.inner_text("main")


def test_nothing_is_wider_than_a_phone(browser: Browser, server: Served) -> None:
    context = browser.new_context(base_url=server.address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    widths = {}
    for address in ("/?example=1", "/statutes?q=劳动", "/statutes/刑法/292", "/statutes/刑法", "/status", "/docs"):
        page.goto(address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [address for address, width in widths.items() if width > 360] == []
