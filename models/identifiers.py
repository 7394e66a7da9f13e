"""Numbers that name a person: phones, identity cards, bank cards, e-mail, plates, passports, accounts.

Every pattern runs over `normalise(text)` (half-width, lower case, same length), so 全角 digits need no pattern of
their own. A number that looks right and fails its check digit is private all the same: people mistype their own.
"""

import re
from collections.abc import Iterator

from corpus.spans import Span
from corpus.terms import normalise
from models.digits import as_figures
from models.findings import PrivateSpan, Taken

_GAP = r"[ \t\-—–.·]{0,2}"
_MOBILE = re.compile(rf"(?<![0-9])(?:\+?(?:00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}(?![0-9])")
_MOBILE_PARTED = re.compile(r"(?<![0-9])1[3-9][0-9][ _/,，、~*]{1,3}[0-9]{4}[ _/,，、~*]{1,3}[0-9]{4}(?![0-9])")
# Abroad, with the sign of it: +44 20 7946 0958; 香港, 澳门, 台湾 also without a gap.
_ABROAD = re.compile(
    r"(?<![0-9])(?:\+|00)"
    r"(?:(?:852|853|886)[ \-]?[0-9]{4}[ \-]?[0-9]{4,5}|(?!86)[1-9][0-9]{0,2}(?:[ \-][0-9]{2,9}){1,4})(?![0-9])"
)
_AREA = r"0(?:10|2[0-9]|[3-9][0-9]{2})"
_LANDLINE = re.compile(
    rf"(?:(?<![0-9])(?<![a-z][a-z])(?:\+?86[ \-]?)?(?={_AREA})|(?<![0-9])(?={_AREA}[ \-—–])|(?<![0-9])(?=\({_AREA}\)))"
    rf"(?:\({_AREA}\)|{_AREA})[ \-—–]{{0,2}}[2-8][0-9]{{3}}[ \-]?[0-9]{{3,4}}(?![0-9])"
)
_LOCAL = re.compile(r"(?:电话|座机|固话|热线号|来电|tel)(?:号码?)?(?:是|为)?[ ::]{0,3}([2-8][0-9]{6,7})(?![0-9])")
# Whatever number of seven places or more is given as somebody's phone, however it is cut and whether it can exist or
# not; numbers of service (400, 800, 95…, 12345) are nobody's.
_GIVEN = re.compile(
    r"(?:电话|手机|座机|联系方式|联系我|联系|打给我|致电|来电|tel|phone|mobile)(?:号码?)?"
    r"(?:是|为|请打|请拨打?)?[ ::/,，]{0,3}"
    r"(?!400|800|95[0-9]{3}(?![0-9])|1[0-9]{4}(?![0-9]))(\+?[0-9](?:[ \-—–]{0,2}[0-9]){6,14})(?![0-9元年月.%])"
)
# An identity card's number with gaps anywhere, as recognition leaves them. It counts only where a card is named, its
# check digit is right or a day of birth stands in it: else a sum would be glued to the number behind it.
_PARTED_ID = re.compile(r"(?<![0-9])(?=([1-9](?:[ \t\n\-—–.·]{0,3}[0-9]){16}[ \t\n\-—–.·]{0,3}[0-9x×])(?![0-9]))")
_DISABLED = re.compile(
    r"(?<![0-9])([1-9][0-9]{16}[0-9x])[1-7][1-4](?:b[0-9])?(?![0-9])"
)  # 残疾人证: the card's, kind, grade
# With gaps only where people put them: 440507 19680305 1228, 6228 4800 1234 5678 917.
_LONG_NUMBERS = (
    re.compile(r"(?<![0-9])[0-9]{14,24}[x×]?(?![0-9])"),
    re.compile(
        r"(?<![0-9])[0-9]{6}[ \-]{1,2}(?:[0-9]{8}|[0-9]{4}[ \-]{1,2}[0-9]{4})[ \-]{1,2}[0-9]{3}[0-9x×](?![0-9])"
    ),
    re.compile(r"(?<![0-9])[0-9]{6}[ \-]{1,2}[0-9]{6}[ \-]{1,2}[0-9]{3}(?![0-9])"),
    re.compile(r"(?<![0-9])[0-9]{4}(?:[ \-]{1,2}[0-9]{4}){3}(?:[ \-]{0,2}[0-9]{1,3})?(?![0-9])"),
)
# A card's number cut anywhere, where a card or a bank is named on either side: 955880 000000 0000912.
_CUT_CARD = re.compile(r"(?<![0-9.])[0-9]{3,8}(?:(?:[ \-]{1,2}|[ \t]{0,2}\n[ \t]{0,4})[0-9]{2,8}){1,5}(?![0-9.年月])")
_CARD_TAIL = re.compile(r"(?:[ \-]{1,2}|[ \t]{0,2}\n[ \t]{0,4})[0-9]{1,3}(?![ ]?[0-9元块万年月日号点:.,%、])")
_BANK_AFTER = re.compile(
    r"[ ,，。(（]{0,2}(?:[\u3400-\u9fff]{2,4}银行|[工农建中交招]行|信用社|(?:这|那|的)个?(?:[账帐][号户]|卡))"
)
# Whatever is given as an account, at a bank or with a fund, of nine places or more.
_ACCOUNT = re.compile(
    r"[账帐](?:号|户(?!名))(?:号?码)?(?:是|为)?[ ::]{0,3}([0-9](?:[ \-]{0,2}[0-9]){8,29})(?![0-9元年月.%])"
)
_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]++(?:[ ]?@[ ]?|[ ]?[(\[]at[)\]][ ]?)"
    r"[a-z0-9\-]+(?:(?:\.|[ ]\.[ ]?|[ ]?[(\[]dot[)\]][ ]?)[a-z0-9\-]+)+"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE_GAP = r"[ \u3000·.\-•・]{0,2}"
_PLATE = re.compile(
    rf"(?<![a-z0-9])[{_PROVINCES}][ \u3000]{{0,2}}[a-hj-np-z]{_PLATE_GAP}(?=(?:[a-z]{_PLATE_GAP}){{0,4}}[0-9])"
    rf"(?:[a-hj-np-z0-9](?:{_PLATE_GAP}[a-hj-np-z0-9]){{2,3}}{_PLATE_GAP}[警学挂港澳领使试超]|[0-9a-z]{_PLATE_GAP}[0-9]{{3}}应急"
    rf"|[a-hj-np-z0-9](?:{_PLATE_GAP}[a-hj-np-z0-9]){{4,5}})(?![a-z0-9])"
)
_HAN_PLATE = re.compile(
    rf"[{_PROVINCES}]{_PLATE_GAP}[a-hj-np-z]{_PLATE_GAP}[a-hj-np-z0-9〇零一二三四五六七八九]{{5,6}}(?![a-z0-9])"
)
_POLICE_PLATE = re.compile(rf"(?<![a-z0-9])wj[ ·]?[{_PROVINCES}]?[ ·]?[0-9]{{4,5}}[a-z0-9]?(?![a-z0-9])")
_BARE_PLATE = re.compile(
    r"(?:车牌|牌照|车号)号?(?:码)?(?:是|为|尾号)?[ ::]{0,2}((?=[a-z]{0,4}[0-9])[a-hj-np-z0-9]{5,7})(?![a-z0-9])"
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|passport)(?:号码?|[ ]?(?:no|number)\.?)?(?:是|为)?[ ::]{0,3}([a-z]{1,2}[0-9]{7,8})(?![0-9])"
)
_WECHAT = re.compile(
    r"(?:微信|薇信|威信|wechat|weixin|(?<![a-z])(?:vx|wx)|加v)(?:号码?|id)?(?:是|为|叫)?[ ::“\"'「]{0,3}"
    r"([a-z0-9][a-z0-9_\-]{5,19})"
)
_QQ = re.compile(
    r"(?:qq|扣扣|企鹅号|(?<![a-z])q号|加q(?![a-z]))(?:号码?)?(?:是|为)?[ ::“\"'「]{0,3}([1-9][0-9]{4,10})(?![0-9])"
)
_SOCIAL = re.compile(
    r"(?:抖音|快手|小红书|微博|陌陌|支付宝|钉钉|旺旺|电报|飞机|telegram|skype|whatsapp)(?:号码?|账号|id)?(?:是|为|叫)?"
    r"[ ::“\"'「]{0,3}([a-z0-9][a-z0-9_\-.]{5,29})(?![a-z0-9@])"
)

# Words shortly before a long number that say what it is; 16 characters is the longest of 付款到对方农业银行账号为.
_BEFORE = 16
_BANK_WORDS = re.compile(
    r"卡号|账号|帐号|账户|帐户|银行|[工农建中交招]行|信用社|储蓄|信用卡|工资卡|社保卡|卡上|卡里|存折|户名|这张卡|打到|打入|转到|转入|汇到|汇入|[打汇转]款|转[账帐]|基本户|对公|开户"
)
_ID_WORDS = re.compile(r"身份证|证件号|公民身份|身份号")
_OTHER_WORDS = re.compile(
    r"订单|快递|运单|单号|发票|流水|备案|受理|受案|案件|序列号|imei|串号|公网安备|许可证|信用代码|案号|批号|编号|条码|票号|合同号"
)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_WRONG_ID = "校验位或出生日期不符，仍作遮盖"
_REGIONS = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)


def identifiers(text: str) -> list[PrivateSpan]:
    """Return what names a person by number, in order of the text, without overlap."""
    normal = normalise(text)
    found: list[PrivateSpan] = []
    taken = Taken(len(normal))
    figures = as_figures(normal)
    for finder in (_emails, _cards, _long_numbers, _plates, _accounts, _phones):
        for one in finder(figures if finder in (_cards, _long_numbers, _phones) else normal):
            if taken.free(one.span):
                taken.take(one.span)
                found.append(one)
    return sorted(found, key=lambda one: one.span)


def _emails(normal: str) -> Iterator[PrivateSpan]:
    for match in _EMAIL.finditer(normal):
        yield PrivateSpan("email", Span(*match.span()))


def _cards(normal: str) -> Iterator[PrivateSpan]:
    """Yield identity cards' numbers whose check digit is right or that are called so, however they are cut."""
    for match in _PARTED_ID.finditer(normal):  # from each digit anew: another number may stand before it
        number = re.sub(r"[^0-9x×]", "", match[1]).replace("×", "x")
        before = normal[max(0, match.start() - _BEFORE) : match.start()]
        if _id_checks(number):
            yield PrivateSpan("id_number", Span(*match.span(1)))
        elif "\n" not in match[1] and (_ID_WORDS.search(before) or (_born(number) and not _OTHER_WORDS.search(before))):
            yield PrivateSpan("id_number", Span(*match.span(1)), _WRONG_ID)
    for match in _DISABLED.finditer(normal):
        before = normal[max(0, match.start() - _BEFORE) : match.start()]
        if "残疾" in before or (_id_checks(match[1]) and not _OTHER_WORDS.search(before)):
            yield PrivateSpan("id_number", Span(*match.span()), "" if _id_checks(match[1]) else _WRONG_ID)


def _long_numbers(normal: str) -> Iterator[PrivateSpan]:
    for pattern in _LONG_NUMBERS:
        for match in pattern.finditer(normal):
            number = re.sub(r"[^0-9x×]", "", match[0]).replace("×", "x")
            before = normal[max(0, match.start() - _BEFORE) : match.start()]
            kind, note = _long_kind(number, before)
            if not kind and len(number) >= 15 and "x" not in number and _BANK_AFTER.match(normal, match.end()):
                kind, note = "bank_card", _card_note(number)
            if kind:
                tail = _CARD_TAIL.match(normal, match.end()) if kind == "bank_card" and len(number) < 19 else None
                yield PrivateSpan(kind, Span(match.start(), tail.end() if tail else match.end()), note)
    for match in _CUT_CARD.finditer(normal):
        number = re.sub(r"[^0-9]", "", match[0])
        before = normal[max(0, match.start() - _BEFORE) : match.start()]
        if 15 <= len(number) <= 24 and (_BANK_WORDS.search(before) or _BANK_AFTER.match(normal, match.end())):
            yield PrivateSpan("bank_card", Span(*match.span()), _card_note(number))
    for match in _ACCOUNT.finditer(normal):
        yield PrivateSpan("bank_card", Span(*match.span(1)))


def _long_kind(number: str, before: str) -> tuple[str, str]:
    """Tell what a number of 14 to 25 places is and what is wrong with it; empty where it names nobody."""
    named_id = _ID_WORDS.search(before) is not None
    if len(number) in (15, 18) and (named_id or _born(number)):
        return "id_number", "" if _id_checks(number) else _WRONG_ID
    if named_id:
        return "id_number", "位数不符，仍作遮盖"
    if "x" in number or _OTHER_WORDS.search(before[-8:]):
        return "", ""
    card = 16 <= len(number) <= 19 and (number.startswith("62") or (_luhn(number) and number[0] in "34569"))
    return ("bank_card", _card_note(number)) if card or _BANK_WORDS.search(before) else ("", "")


def _card_note(number: str) -> str:
    """Say that a card's check digit is wrong; accounts, which begin otherwise, have none."""
    return "校验位不符，仍作遮盖" if number.startswith("62") and not _luhn(number) else ""


def _born(number: str) -> bool:
    """Tell whether region and day of birth stand where an identity card has them."""
    day = number[6:14] if len(number) == 18 else "19" + number[6:12]
    return (
        number[:2] in _REGIONS and 1900 <= int(day[:4]) <= 2099 and 1 <= int(day[4:6]) <= 12 and 1 <= int(day[6:]) <= 31
    )


def _id_checks(number: str) -> bool:
    if not _born(number):
        return False
    if len(number) == 15:
        return True
    rest = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True)) % 11
    return "10x98765432"[rest] == number[17]


def _luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _plates(normal: str) -> Iterator[PrivateSpan]:
    for pattern in (_PLATE, _HAN_PLATE, _POLICE_PLATE):
        for match in pattern.finditer(normal):
            yield PrivateSpan("plate", Span(*match.span()))
    for match in _BARE_PLATE.finditer(normal):
        yield PrivateSpan("plate", Span(*match.span(1)))


def _accounts(normal: str) -> Iterator[PrivateSpan]:
    for kind, pattern in (("wechat", _WECHAT), ("qq", _QQ), ("passport", _PASSPORT), ("account", _SOCIAL)):
        for match in pattern.finditer(normal):
            if not _MOBILE.fullmatch(match[1]):  # a phone is called a phone wherever it stands
                yield PrivateSpan(kind, Span(*match.span(1)))


def _phones(normal: str) -> Iterator[PrivateSpan]:
    for pattern in (_MOBILE, _MOBILE_PARTED, _LANDLINE, _ABROAD):
        for match in pattern.finditer(normal):
            yield PrivateSpan("phone", Span(*match.span()))
    for pattern in (_LOCAL, _GIVEN):
        for match in pattern.finditer(normal):
            yield PrivateSpan("phone", Span(*match.span(1)))
