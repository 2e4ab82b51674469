"""How a name sounds, roughly, however it was brought over into Latin letters: Mohammed is Muhammad, Hoessein is Hussein.

Our own few rules, for names from Arabic, Tigrinya, Amharic, Farsi, Turkish and Ukrainian as Dutch, English, French and
German clerks write them. They say who may be meant, never who is the same: whoever searches chooses.
"""

import re

LONGEST = 40
# In this order; each replaces letters that are heard as one sound. A word has small letters without accents.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("x", "ks"),
        ("[ckq]+(?!h)|ck", "k"),
        # Guttural and hissing: Achmed, Khalid, Gulnara, Serhii, Sergej; Rachid, Rashid, Sharif, Sjarif, Cherif.
        ("sch|sh|sj|ch|ck?h|kh|qh|gh|g", "h"),
        ("tz|ts|z", "s"),
        ("dzh|dj|zh|^[jy](?=[aeiou])|^i(?=[aou])", "j"),
        ("(?<=[aeiou])j(?=[aeiou])", "J"),
        ("(?<=.)[jy](?=$|[^aeiou])|(?<=.)y", "i"),
        ("th", "t"),
        ("dh", "d"),
        ("bh", "b"),
        ("v", "w"),
        # Heard as the other at the end: Ahmed and Ahmet, Zaynab and Zeynep. A last h is not heard at all.
        ("d+$", "t"),
        ("b+$", "p"),
        ("(?<=[aeiou])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile("[aeiou]+")
# So few consonants say too little: then it counts whether the first vowel is open or round (Hassan is not Hussein).
_SHORT = 3


def sound(word: str) -> str:
    """The key of one word of a normalised name (``names.plain``); equal keys sound alike. "" where nothing can be said.

    Consonants only, after a mark for a word that begins with a vowel; a short key ends with the kind of its first vowel.
    """
    if not word.isascii() or not word.isalpha():
        return ""
    for pattern, heard in _RULES:
        word = pattern.sub(heard, word)
    vowel = _VOWELS.search(word)
    kept = _VOWELS.sub("", word)
    bare = re.sub(r"(.)\1+", r"\1", kept).lower()
    if not bare:
        return ""
    key = ("a" if vowel and vowel.start() == 0 else "") + bare
    if len(bare) <= _SHORT:
        key += "O" if vowel and vowel[0][0] in "ou" else "A"
    return key[:LONGEST]
