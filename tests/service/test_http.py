from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from service.assembly import Assembly
from service.web.app import OVERHEAD
from tests.service.letters import TEXT

PROBLEM = "application/problem+json"


def test_an_article_named_exactly_comes_first(client: TestClient) -> None:
    answer = client.get("/v1/statutes/search", params={"q": "刑法120之1"}).json()
    first = answer["hits"][0]
    assert (first["law"], first["article"], first["article_sub"]) == ("中华人民共和国刑法", 120, 1)
    assert answer["as_of"] == "2026-11-24"


def test_highlights_are_places_in_the_text(client: TestClient) -> None:
    hits = client.get("/v1/statutes/search", params={"q": "拖欠劳动报酬"}).json()["hits"]
    marked = {hit["text"][span["start"] : span["end"]] for hit in hits for span in hit["highlights"]}
    assert "劳动报酬" in marked


def test_the_next_page_goes_on_where_the_first_ends(client: TestClient) -> None:
    first = client.get("/v1/statutes/search", params={"q": "劳动", "limit": 3}).json()
    second = client.get("/v1/statutes/search", params={"q": "劳动", "limit": 3, "cursor": first["next"]}).json()
    both = client.get("/v1/statutes/search", params={"q": "劳动", "limit": 6}).json()
    assert [hit["provision_id"] for hit in both["hits"]] == [
        hit["provision_id"] for hit in (*first["hits"], *second["hits"])
    ]


def test_a_level_narrows_the_search(client: TestClient) -> None:
    answer = client.get("/v1/statutes/search", params={"q": "劳动报酬", "level": "宪法"}).json()
    assert answer["hits"] == []


def test_an_article_is_shown_as_of_a_day(client: TestClient) -> None:
    shown = client.get("/v1/statutes/中华人民共和国刑法/articles/120-1", params={"as_of": "2026-11-24"}).json()
    assert (shown["label"], shown["state"]) == ("第一百二十条之一", "现行有效")
    assert (shown["known_until"], shown["state_text"]) == ("2026-08-28", "现行有效（截至2026-08-28，此后未知）")


def test_an_annex_is_shown_by_its_name(client: TestClient) -> None:
    shown = client.get("/v1/statutes/刑法/units/附件一", params={"as_of": "2026-11-24"}).json()
    assert (shown["label"], shown["article"]) == ("附件一", None)


def test_a_letter_is_analysed_and_nothing_kept(client: TestClient, parts: Assembly) -> None:
    answer = client.post("/v1/analyses", json={"text": TEXT}).json()
    assert answer["text"] == TEXT
    assert answer["labels"][0]["name"] == "劳动和社会保障"
    assert "钱多谷" not in answer["masked"]
    assert {one["article"] for one in answer["articles"]} == {50, 91}  # 劳动法, what fits and no more
    assert [one["reason"] for one in answer["matters"]] == ["都提到“拖欠”“支付”，诉求都有“支付”"]
    assert (answer["as_of"], answer["as_of_basis"]) == ("2024-03-05", "信中所说的日期")
    assert parts.register.count()[0] == 0


def test_official_papers_in_a_letter_are_named(client: TestClient) -> None:
    paper = "清河派出所\n受案回执\n清派受案字〔2026〕12号\n你报称的案件已受理。\n2026年9月1日\n"
    found = client.post("/v1/analyses", json={"text": "一直没有结果，请督促。\n" + paper}).json()["papers"]
    assert [(one["kind"], one["organ"], one["number"], one["date"]) for one in found] == [
        ("受案回执", "清河派出所", "清派受案字〔2026〕12号", "2026-09-01")
    ]


def test_a_file_is_analysed_like_typed_text(client: TestClient) -> None:
    typed = client.post("/v1/analyses", json={"text": TEXT}).json()
    sent = client.post("/v1/analyses", files={"file": ("来信.txt", TEXT.encode("gb18030"))}).json()
    assert sent["labels"] == typed["labels"]
    assert sent["text"].strip() == TEXT


def test_a_kept_letter_is_read_back(client: TestClient) -> None:
    kept = client.post("/v1/letters", json={"text": TEXT})
    assert kept.status_code == 201
    assert client.get(f"/v1/letters/{kept.json()['id']}").json() == kept.json()


def test_a_kept_letter_is_found_by_the_next_one(client: TestClient) -> None:
    kept = client.post("/v1/letters", json={"text": TEXT}).json()
    found = client.post("/v1/cases/similar", json={"text": TEXT, "limit": 1}).json()["hits"][0]
    assert found["id"] == kept["id"]
    assert "钱多谷" not in found["text"]


def test_similar_matters_say_why(client: TestClient) -> None:
    hits = client.post("/v1/cases/similar", json={"text": "工地拖欠工资", "limit": 3}).json()["hits"]
    assert [bool(hit["reason"]) for hit in hits] == [True, True, True]


def test_the_page_says_in_chinese_what_a_similar_matter_is(client: TestClient) -> None:
    client.post("/v1/letters", json={"text": TEXT})
    page = client.post("/", data={"text": TEXT}).text
    assert "<h3><span>来信</span> <span" in page
    assert "complaint" not in page


@pytest.mark.parametrize(
    ("method", "address", "sent", "status"),
    [
        ("GET", "/v1/none", {}, 404),
        ("GET", "/static/none.css", {}, 404),
        ("DELETE", "/v1/analyses", {}, 405),
        ("POST", "/v1/analyses", {"json": {}}, 422),
        ("POST", "/v1/analyses", {"json": {"text": ""}}, 422),
        ("POST", "/v1/analyses", {"json": {"text": "  \n"}}, 422),
        ("POST", "/v1/analyses", {"json": {"text": 7}}, 422),
        ("POST", "/v1/analyses", {"content": b"{", "headers": {"content-type": "application/json"}}, 422),
        ("POST", "/v1/analyses", {"content": b"\xff\xfe", "headers": {"content-type": "application/json"}}, 422),
        ("POST", "/v1/analyses", {"content": TEXT.encode(), "headers": {"content-type": "text/plain"}}, 415),
        ("POST", "/v1/analyses", {"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
        ("POST", "/v1/analyses", {"files": {"letter": ("a.txt", b"x")}}, 422),  # wrong field
        ("POST", "/v1/analyses", {"files": {"file": ("a.txt", b"")}}, 422),
        ("POST", "/v1/analyses", {"files": {"file": ("a.bin", b"\x7fELF\x02\x01\x01" + bytes(64))}}, 415),
        ("POST", "/v1/analyses", {"json": {"text": "机密★10年\n内容"}}, 422),  # state secret
        ("GET", "/v1/letters/20261124-000000000000", {}, 404),
        ("GET", "/v1/statutes/search", {}, 422),
        ("GET", "/v1/statutes/search", {"params": {"q": " "}}, 422),
        ("GET", "/v1/statutes/search", {"params": {"q": "工资", "limit": 0}}, 422),
        ("GET", "/v1/statutes/search", {"params": {"q": "工资", "as_of": "昨天"}}, 422),
        ("GET", "/v1/statutes/search", {"params": {"q": "工资", "as_of": "0"}}, 422),  # no seconds since 1970
        ("GET", "/v1/statutes/刑法/articles/1", {"params": {"as_of": "0"}}, 422),
        ("GET", "/v1/statutes/search", {"params": {"q": "工资", "level": "法"}}, 422),
        ("GET", "/v1/statutes/search", {"params": {"q": "工资", "cursor": "x"}}, 400),
        ("GET", "/v1/statutes/不存在的法/articles/1", {}, 404),
        ("GET", "/v1/statutes/刑法/articles/9999", {}, 404),
        ("GET", "/v1/statutes/刑法/articles/abc", {}, 422),
        ("POST", "/v1/cases/similar", {"json": {"text": "工资", "limit": 1000}}, 422),
    ],
)
def test_every_failure_is_a_problem(
    client: TestClient, method: str, address: str, sent: dict[str, object], status: int
) -> None:
    answer = client.request(method, address, **sent)  # type: ignore[arg-type] # a table of keyword arguments
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    assert told["status"] == status
    assert told["title"][0] > "\u4e00"


def test_a_field_that_does_not_fit_is_named_without_its_value(client: TestClient) -> None:
    told = client.get("/v1/statutes/search", params={"q": "工资", "as_of": "钱多谷"})
    assert told.json()["errors"] == [{"field": "as_of", "detail": "日期要写成 2024-05-01"}]
    assert "钱多谷" not in told.text


@pytest.mark.parametrize("declared", [True, False], ids=["size declared", "size not declared"])
@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/v1/analyses", "application/json"),
        ("/v1/cases/similar", "application/json"),  # where the framework reads the body itself
        ("/v1/letters", "multipart/form-data; boundary=b"),
        ("/", "multipart/form-data; boundary=b"),
        ("/", "application/x-www-form-urlencoded"),
    ],
)
def test_a_request_over_the_limit_is_refused(
    client: TestClient, parts: Assembly, *, address: str, kind: str, declared: bool
) -> None:
    begun = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' if "boundary" in kind else b'"'
    )
    body = [begun, *[b"a" * 65_536] * ((parts.settings.max_bytes + OVERHEAD) // 65_536), b"b" * 65_536]
    sent: bytes | Iterator[bytes] = b"".join(body) if declared else iter(body)
    answer = client.post(address, content=sent, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)


def test_a_form_over_the_limit_is_refused_on_a_page(client: TestClient, parts: Assembly) -> None:
    sent = {"text": "a" * (parts.settings.max_bytes + OVERHEAD)}
    answer = client.post("/", data=sent, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert "HUIYIN_MAX_BYTES" in answer.text


def test_an_error_inside_is_a_problem_that_keeps_its_words_inside(
    client: TestClient, parts: Assembly, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise RuntimeError("钱多谷")

    monkeypatch.setattr(parts.register, "letter", fail)
    answer = client.get("/v1/letters/20261124-000000000000")
    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert "钱多谷" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_a_search_without_an_index_is_unavailable_and_says_so(client: TestClient, home: object) -> None:
    import shutil
    from pathlib import Path

    shutil.rmtree(Path(str(home)) / "index")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
    assert "huiyin index build" in answer.json()["detail"]
    assert client.get("/healthz").status_code == 200


def test_readiness_is_told_only_when_search_serves(client: TestClient) -> None:
    assert client.get("/readyz").json()["status"] == "ready"


def test_the_status_says_which_generation_serves_how_much(client: TestClient, parts: Assembly) -> None:
    told = client.get("/v1/status").json()
    assert [one["outdated"] for one in told["indexes"]] == [None, None]
    assert told["indexes"][0]["count"] == parts.library.coverage().provisions


@pytest.mark.parametrize("address", ["/", "/v1/none", "/static/huiyin.css", "/docs", "/openapi.json"])
def test_every_answer_forbids_everything_from_outside(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_openapi_names_the_form_of_failures(client: TestClient) -> None:
    api = client.get("/openapi.json").json()
    assert set(api["components"]["schemas"]["Problem"]["properties"]) == {"type", "title", "status", "detail", "errors"}
    assert "HTTPValidationError" not in api["components"]["schemas"]
    for methods in api["paths"].values():
        for operation in methods.values():
            assert list(operation["responses"]["4XX"]["content"]) == [PROBLEM]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),  # a name that its owner has point at this machine (DNS rebinding)
        ("evil.example:8000", 421),
        ("127.0.0.1:9000", 421),
        ("127.0.0.1.evil.example:8000", 421),
    ],
)
def test_only_the_names_of_this_machine_are_answered(client: TestClient, host: str, status: int) -> None:
    answer = client.get("/v1/status", headers={"host": host})
    assert answer.status_code == status
    assert (answer.headers["content-type"] == PROBLEM) is (status == 421)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),  # a program on this machine
        ({"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}, 201),
        ({"origin": "http://localhost:8000"}, 201),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),  # a frame in a sandbox
        ({"origin": "http://127.0.0.1:9000", "sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_no_other_site_can_have_a_letter_taken_in(
    client: TestClient, parts: Assembly, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/v1/letters", files={"file": ("来信.txt", TEXT.encode())}, headers=headers)
    assert (answer.status_code, parts.register.count()[0]) == (status, int(status == 201))


def test_another_site_may_lead_to_a_page(client: TestClient) -> None:
    assert client.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200
