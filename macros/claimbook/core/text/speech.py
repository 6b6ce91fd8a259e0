"""Words by which a language tells that somebody says something; they propose and prove nothing.

Each table has the forms with which journalists of the language introduce, deny or promise what is
said, with the words for a source such as "according to". A star stands for any ending, `_` for a
space. Languages that are not listed have quotation marks alone.
"""

import re
from functools import cache
from itertools import pairwise

from claimbook.core.text.number_forms import UNSPACED, folded, number_forms
from claimbook.core.text.numerals import WORD_END, WORD_START, any_of

QUOTATION_MARK = '[“”„"«»‹›「」『』]'

_SAYING = {
    "ar": (
        "قال* يقول* تقول* أعلن* يعلن* أكد* يؤكد* تؤكد* أضاف* أوضح* صرح* ذكر* أشار* أفاد* نفى نفت ينفي "
        "رفض* يرفض* رد ردت رد_* وعد* تعهد* حذر* يحذر* اعترف* أقر* زعم* اتهم* انتقد* طالب* دعا دعت "
        "شدد* بحسب وفقا حسب نقل* توقع* المتوقع يتوقع كشف* أبلغ* أخبر* كتب* وصف* قدر* اعتبر* رأى"
    ),
    "da": (
        "sagde siger sige sagt oplys* forklar* meddel* fortæl* fortalte hævde* advar* lover lovede "
        "benægt* afvis* svare* bekræft* erkend* understreg* ifølge mener kræv* forvent* håber "
        "skriver skrev kritiser* påpeg*"
    ),
    "de": (
        "sagt* sagte* gesagt erklär* teilte* mitgeteilt mitteil* beton* kündig* angekündigt bericht* "
        "erwider* entgegn* antwort* räumte eingeräumt bestätig* bestreit* bestritt* dementier* warnt* "
        "warnte* gewarnt forder* gefordert verlang* versprach* versprich* versprochen zugesagt "
        "sicherte* behaupt* meint* meinte* erwart* rechnet* hofft* laut zufolge Angaben kritisier* "
        "wies wiesen weist lehnt* plant* schreibt schrieb* nannte* nennt bezeichn* äußer* begründ* "
        "argumentier* sprach spricht verweis* verwies* schätz* prognostizier* unterstrich* "
        "unterstreich* beschuldig* wirft warf"
    ),
    "en": (
        "said say says saying told tell tells stated states stating claim* announc* declar* explain* "
        "argue* arguing assert* insist* maintained maintains warn* promis* pledg* vow* deny denie* "
        "denying reject* refus* declin* confirm* acknowledg* admit* conced* accus* alleg* criticis* "
        "criticiz* blame* blaming contend* disput* emphasi* stress* underlin* underscor* mention* noted "
        "notes noting remark* observed add added adds adding asked asks answer* replied replies reply "
        "respond* response report* reveal* disclos* predict* forecast* expect* estimat* believe* hope* "
        "hoping urge* urging called calls calling demand* propos* recommend* suggest* agree* disagree* "
        "commit* testif* wrote writes according pointed_out points_out pointing_out cited cites citing "
        "spoke speaks describ* plans planned caution* conclud* lament* defended defends defending hinted "
        "hints"
    ),
    "es": (
        "dijo dijeron dice dicen decir dicho declar* anunci* afirm* asegur* señal* explic* indic* añad* "
        "agreg* advirti* adviert* advert* promet* negó negaron niega* rechaz* respond* contest* pidi* "
        "pide piden exig* denunci* critic* acus* reconoc* admit* confirm* sostien* sostuv* mantien* "
        "mantuv* subray* destac* recalc* insist* inform* según coment* manifest* propus* propon* "
        "espera* prevé prevén previó calcul* estim* quiere* plante* apunt* precis* aclar* reiter* "
        "garantiz* vaticin* escribi* escribe*"
    ),
    "fa": (
        "گفت* می‌گوید می‌گویند اعلام اظهار تأکید تاکید افزود* هشدار وعده تکذیب پاسخ تأیید تایید ادعا "
        "به_گفته بنا_به گزارش خواست* نوشت* توضیح انتقاد متهم"
    ),
    "fr": (
        "dit disent dire déclar* annonc* affirm* assur* expliqu* indiqu* ajout* précis* soulign* rappel* "
        "estim* juge* jugé* avert* prévient prévenu promis promet* dément* nie nié refus* rejet* "
        "répond* réplique* rétorqu* reconn* admet* admis confirm* soutien* soutenu insist* selon "
        "d'après d’après inform* critiqu* dénonc* accus* réclam* exig* demand* propos* espèr* espér* "
        "prévoi* attend évoqu* mentionn* écrit écriv* plaid* martel* confi*"
    ),
    "hi": (
        "कहा कहते कहना बताया घोषणा दावा आरोप चेतावनी वादा इनकार इंकार खंडन पुष्टि स्वीकार जवाब मांग अनुसार "
        "मुताबिक उम्मीद ज़ोर"
    ),
    "id": (
        "kata* mengatakan berkata menyatakan mengumumkan menegaskan menjelaskan menambahkan "
        "memperingatkan berjanji membantah menolak mengakui mengaku menjawab menurut menyebut* "
        "mengklaim menuduh mengkritik meminta menuntut melaporkan berharap"
    ),
    "it": (
        "disse detto dice dicono dichiar* annunci* afferm* assicur* spieg* aggiun* precis* sottoline* "
        "avvert* promess* promett* nega negato negano smenti* rifiut* respin* rispo* replic* ammess* "
        "ammett* conferm* sostien* sostenut* insist* secondo inform* critic* denunci* accus* chied* "
        "chiest* propo* spera* prevede previsto stima* ritien* ricord* ribad* riferi* rivel* scriv* "
        "scritto"
    ),
    "ja": (
        "述べ 語った 語る 話し 話す 発表 明らかにし 言った と言 指摘 強調 説明 主張 反論 否定 拒否 約束 表明 "
        "警告 批判 非難 認めた 認める 回答 答え 要求 求め 訴え 報告 によると によれば 伝え 報じ 見通し 予定 "
        "としている とした コメント 示した 懸念"
    ),
    "ko": (
        "말했 말하 밝혔 밝히 발표 강조 설명 주장 반박 부인 거부 약속 경고 비판 지적 인정 답했 답변 요구 촉구 "
        "전했 따르면 보도 덧붙 언급 예상 전망 계획 희망"
    ),
    "nb": (
        "sa sier si sagt opplys* forklar* meld* fortel* fortalte hevd* advar* lover lovet benekt* avvis* "
        "svar* bekreft* innrømm* understrek* ifølge mener krev* forvent* håper skriver skrev kritiser*"
    ),
    "nl": (
        "zei* zegt zeggen gezegd verklaar* kondig* aangekondigd meld* gemeld benadruk* stelt stelde* "
        "voegde* waarschuw* beloof* beloven ontken* weiger* wees wijst antwoord* reageer* erken* "
        "bevestig* beweer* volgens meent vindt verwacht* hoopt hopen eist eisen vraagt vroeg noemt "
        "noemde* schrijft schreef schat* bericht* lichtte aldus"
    ),
    "pl": (
        "powiedzia* mówi* oświadcz* ogłosi* zapowie* stwierdz* twierdz* podkreśl* doda* wyjaśni* "
        "zaprzecz* odmówi* ostrzeg* ostrzeż* obieca* odpowied* potwierdz* przyzna* poinform* według "
        "zdaniem zauważy* wskaza* skrytyk* zarzuc* spodziew* napisa*"
    ),
    "pt": (
        "disse* diz dizem dito declar* anunci* afirm* garanti* explic* indic* acrescent* advert* alert* "
        "promet* nega negou negaram rejeit* recus* respond* reconhec* admit* confirm* sustent* insist* "
        "segundo inform* critic* denunci* acus* pede pediu exig* propõe* propôs espera* prevê previu "
        "estim* sublinh* destac* ressalt* salient* reiter* lembr* coment* escreve*"
    ),
    "ru": (
        "сказал* говорит* говорил* заяви* заявл* объяви* объявл* сообщ* отмети* отмеча* подчеркн* "
        "подчёркив* подчеркив* добави* пообеща* обеща* предупре* отрица* опроверг* отказа* ответи* "
        "отвеча* подтверд* призна* утвержда* рассказа* написа* словам согласно считает полагает ожида* "
        "потребова* призва* критик* обвин* напомни* уточни* поясни*"
    ),
    "sv": (
        "sa säger säga sade förklar* meddela* berätta* uppge* uppgav* hävda* varna* lova* förneka* avvisa* "
        "svara* bekräfta* erkänn* beton* påpeka* enligt menar kräv* anser hoppas väntar skriver skrev "
        "kritisera*"
    ),
    "tr": (
        "dedi diyor söyle* açıkla* belirt* vurgula* ifade aktar* duyur* bildir* uyar* reddet* yalanla* "
        "yanıtla* doğrula* itiraf iddia göre savun* eleştir* bekle* yazdı* ekledi*"
    ),
    "uk": (
        "сказа* каже каза* заяви* оголоси* повідом* зазначи* наголоси* підкресли* дода* пообіця* обіця* "
        "попереди* запереч* спростува* відмови* відпові* підтверди* визна* стверджу* розпові* написа* "
        "словами згідно вважа* очіку* вимага* закликa* звинувати* нагада* уточни* поясни*"
    ),
    "vi": (
        "nói cho_biết tuyên_bố thông_báo khẳng_định nhấn_mạnh cảnh_báo hứa cam_kết phủ_nhận từ_chối "
        "trả_lời thừa_nhận cáo_buộc chỉ_trích kêu_gọi yêu_cầu theo"
    ),
    "zh": (
        "表示 說 说 稱 称 指出 宣布 宣佈 強調 强调 認為 认为 透露 聲明 声明 承諾 承诺 警告 否認 否认 拒絕 拒绝 "
        "回應 回应 答覆 答复 反駁 反驳 證實 证实 承認 承认 指控 指責 指责 批評 批评 要求 呼籲 呼吁 主張 主张 "
        "提到 提及 談到 谈到 表明 坦言 直言 解釋 解释 補充 补充 預計 预计 預期 预期 預估 预估 希望 根據 根据 "
        "據報 据报 報告 报告 報導 报道 報道 建議 建议"
    ),
}
"""The words by language, as BCP 47 has it. Norwegian is `nb`, whatever its tag."""

_GLUED = {"ar": "[وف]?"}
"""What may be glued to the beginning of a word."""

_NOUNS_ARE_CAPITAL = ("de",)
"""Languages that write every noun with a capital, so that one alone is no name."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def tells(text: str, language: str) -> bool:
    """Whether a text says that somebody says something, or quotes it.

    Args:
        text: any words.
        language: their language, as a BCP 47 tag.
    """
    return bool(re.search(QUOTATION_MARK, text) or _saying(language).search(folded(text)))


def has_name(text: str, language: str, *, begins: bool = True) -> bool:
    """Whether a name stands in a text: a word with a capital, or an acronym.

    In languages that write all nouns with a capital it takes two words side by side. Writings
    without capitals have only names in Latin letters.

    Args:
        text: any words.
        language: their language, as a BCP 47 tag.
        begins: whether a sentence begins with them, and so with a capital in any case.
    """
    words = _WORD.findall(text)
    if any(sum(letter.isupper() for letter in word) > 1 for word in words):
        return True
    base = number_forms(language).language
    capital = [word[0].isupper() for word in words][bool(begins and base not in UNSPACED) :]
    if base in _NOUNS_ARE_CAPITAL:
        return any(map(all, pairwise(capital)))
    return any(capital)


@cache
def _saying(language: str) -> re.Pattern[str]:
    base = number_forms(language).language
    table = _SAYING.get("nb" if base in {"no", "nn"} else base, "")
    words = [folded(word).replace("_", " ") for word in table.split()]
    stems = any_of(word.removesuffix("*") for word in words if word.endswith("*"))
    whole = any_of(word for word in words if not word.endswith("*"))
    if base in UNSPACED:
        return re.compile(whole)
    return re.compile(rf"{WORD_START}{_GLUED.get(base, '')}(?:{whole}{WORD_END}|{stems})")
