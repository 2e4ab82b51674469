"""Languages of newcomers with their Dutch names and writing direction (codes: ISO 639)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: ISO code, Dutch name, its own name, and whether it is written from right to left."""

    code: str
    name: str
    own_name: str
    rtl: bool = False


LANGUAGES = {
    lang.code: lang
    for lang in (
        Language("ar", "Arabisch", "العربية", rtl=True),
        Language("ti", "Tigrinya", "ትግርኛ"),
        Language("fa", "Farsi", "فارسی", rtl=True),
        Language("prs", "Dari", "دری", rtl=True),
        Language("ps", "Pasjtoe", "پښتو", rtl=True),
        Language("tr", "Turks", "Türkçe"),
        Language("kmr", "Koerdisch (Kurmanci)", "Kurmancî"),
        Language("ckb", "Koerdisch (Sorani)", "کوردی", rtl=True),
        Language("so", "Somalisch", "Soomaali"),
        Language("am", "Amhaars", "አማርኛ"),
        Language("uk", "Oekraïens", "Українська"),
        Language("ru", "Russisch", "Русский"),
        Language("en", "Engels", "English"),
        Language("fr", "Frans", "Français"),
        Language("es", "Spaans", "Español"),
        Language("pt", "Portugees", "Português"),
        Language("vi", "Vietnamees", "Tiếng Việt"),
        Language("th", "Thais", "ไทย"),
        Language("zh", "Chinees", "中文"),
        Language("ur", "Urdu", "اردو", rtl=True),
        Language("id", "Indonesisch", "Bahasa Indonesia"),
        Language("nl", "Nederlands", "Nederlands"),
    )
}


def language_name(code: str) -> str:
    """Dutch name of a language; an unknown code stands for itself."""
    known = LANGUAGES.get(code)
    return known.name if known else code
