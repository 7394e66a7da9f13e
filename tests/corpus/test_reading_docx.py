"""Word: everything that stands in the body, in document order."""

import io
import zipfile

from corpus.reading import read
from tests.corpus.papers import word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_body(body: str) -> bytes:
    """A Word document whose body is this XML."""
    source = io.BytesIO(word("占位"))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "word/document.xml":
                content = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
            new.writestr(member, content)
    return target.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_come_in_document_order() -> None:
    data = word("表前", rows=(("姓名", "王测试"), ("诉求", "支付工资")), after=("表后",))
    assert read(data, "信.docx").text == "表前\n姓名\t王测试\n诉求\t支付工资\n表后\n"


def test_headers_and_footers_stay_out_of_the_body() -> None:
    text = read(word("正文"), "信.docx").text
    assert "页眉" not in text
    assert "第 1 页" not in text


def test_content_controls_are_read() -> None:
    body = f"<w:sdt><w:sdtContent><w:p>{run('控件里的诉求')}</w:p></w:sdtContent></w:sdt>"
    assert read(with_body(body), "信.docx").text == "控件里的诉求\n"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = f"<w:p>{run('欠我')}<w:ins>{run('三万')}</w:ins><w:del><w:r><w:delText>两万</w:delText></w:r></w:del>{run('元')}</w:p>"
    assert read(with_body(body), "信.docx").text == "欠我三万元\n"


def test_text_boxes_are_read_after_their_paragraph() -> None:
    body = (
        f"<w:p>{run('正文')}<w:r><w:pict><w:txbxContent><w:p>{run('文本框')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    assert read(with_body(body), "信.docx").text == "正文\n文本框\n"


def test_a_table_inside_a_cell_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('内')}</w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p>{run('外')}</w:p>{inner}</w:tc><w:tc><w:p>{run('右')}</w:p></w:tc></w:tr></w:tbl>"
    assert read(with_body(body), "信.docx").text == "外 内\t右\n"
