"""Chinese names, which have no capitals: a surname before a title, after "old" or "little", "I am" or a relation."""

import re
from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import marked

# The commoner surnames (National Citizen Identity Information Center of China, 2020, the first hundred).
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
    "姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
_TITLES = "先生|女士|太太|小姐|老师|医生|大夫|师傅|阿姨|叔叔|大爷|大妈|奶奶|爷爷|校长|经理|警官|教练|护士|同学|哥|姐"
_RELATIONS = "儿子|女儿|老公|老婆|丈夫|妻子|邻居|弟弟|妹妹|哥哥|姐姐|同学|朋友|孩子|老师|房东|同事|表哥|表姐"
_ENDS = r"(?=$|[^\w]|我|很|是|说|在|想|要|喜欢|也|不|总|打|今|每|有|会|就|和|来|去)"
_NAMES = re.compile(
    rf"[老小阿]?([{_SURNAMES}])(?:[\u4e00-\u9fff]{{1,2}})??(?=(?:{_TITLES}))"
    rf"|(?:我是|叫|{_RELATIONS})([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?){_ENDS}"
    rf"|([老小阿][{_SURNAMES}]){_ENDS}"
)


def chinese_names(text: Plain, _: Hints) -> Iterator[PrivateSpan]:
    """Names in Chinese signs; surnames that are words too are told by what stands beside them."""
    if text.given.isascii():
        return
    for found in _NAMES.finditer(text.text):
        group = next((one for one in (2, 3) if found[one]), 0)
        yield marked(PrivateType.NAME, text, *found.span(group))
