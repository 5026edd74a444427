"""The charsets that pages name, and those that hold all of them: what browsers read them as."""

WIDER = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "windows-1251": "cp1251",
}
