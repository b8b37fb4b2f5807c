"""What has to be said in the bundled content, as patterns for each of its languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FACTS = {
    "en": {
        "discomfort": ("mild discomfort is normal", "sharp or striking pain is not"),
        "stopping": ("stop at any time", "comfortable"),
        "no device": ("not a medical device", "no diagnosis", "no advice on medicines"),
        "doctor": ("longer than a day", "other causes", "see a doctor"),
        "urgent": (
            "help at once",
            "lose control of your bladder or bowels",
            "numb.*groin",
            "both legs.*weak.*pain",
        ),
        "accident": ("fall or an accident", "fever"),
        "pulse": ("discomfort is fine", "pain", "pulse", "do not press there at all"),
        "no pressure": ("do not press", "without pressure"),
        "spine": ("beside", "(never|stay off).{0,20}(on it|spine)"),
        "wrapped": ("always.*cloth between", "never.*very hot or very cold on bare skin"),
        "ice": ("never use ice for longer than twenty minutes",),
        "numb skin": ("skin hurts or loses feeling", "take the pack away"),
        "reminder": ("cloth", "skin"),
    },
    "de": {
        "discomfort": (
            "leicht unangenehmes gefühl ist normal",
            "stechender oder heftiger schmerz ist es nicht",
        ),
        "stopping": ("jederzeit aufhören", "angenehm"),
        "no device": ("kein medizinprodukt", "keine diagnose", "keinen rat zu medikamenten"),
        "doctor": ("länger als einen tag", "andere ursachen", "ärztlich"),
        "urgent": (
            "sofort ärztliche hilfe",
            "blase oder darm nicht mehr kontrollieren",
            "schritt taub",
            "beide beine.*schwach.*schmerz",
        ),
        "accident": ("sturz oder unfall", "fieber"),
        "pulse": ("darf unangenehm sein", "schmerzen", "puls", "drück dort gar nicht"),
        "no pressure": ("drück nicht", "ohne druck"),
        "spine": ("neben der wirbelsäule", "nie.{0,20}(darauf|wirbelsäule)"),
        "wrapped": ("immer ein tuch", "nie etwas sehr heißes oder sehr kaltes.*bloße haut"),
        "ice": ("nie länger als zwanzig minuten mit eis",),
        "numb skin": ("haut schmerzt oder taub wird", "nimm die auflage weg"),
        "reminder": ("tuch", "haut"),
    },
    "es": {
        "discomfort": ("molestia leve es normal", "dolor agudo o fuerte no lo es"),
        "stopping": ("parar en cualquier momento", "cómodo"),
        "no device": ("no es un dispositivo médico", "diagnósticos", "sobre medicamentos"),
        "doctor": ("más de un día", "otras causas", "consulta a un médico"),
        "urgent": (
            "ayuda médica de inmediato",
            "pierdes el control de la vejiga o del intestino",
            "adormecimiento.*ingle",
            "las dos piernas.*débiles.*duelen",
        ),
        "accident": ("caída o un accidente", "fiebre"),
        "pulse": ("molesto", "dolor", "pulso", "no presiones ahí en absoluto"),
        "no pressure": ("no presiones", "sin presión"),
        "spine": ("al lado de la columna", "nunca.{0,20}(encima|columna)"),
        "wrapped": ("siempre un paño entre", "nada muy caliente ni muy frío sobre la piel desnuda"),
        "ice": ("nunca uses hielo durante más de veinte minutos",),
        "numb skin": ("piel te duele o pierde sensibilidad", "retira la bolsa"),
        "reminder": ("paño", "piel"),
    },
}
"""Of each fact, everything that one text has to have."""


def says(texts: Iterable[str], *patterns: str) -> bool:
    """Whether one text has all of the patterns, in any order."""
    return any(all(re.search(p, text, re.IGNORECASE) for p in patterns) for text in texts)


def facts_missing(language: str, texts: Iterable[str], *facts: str) -> list[str]:
    """Return those of the ``facts`` that none of the texts tells."""
    texts = list(texts)
    return [fact for fact in facts if not says(texts, *FACTS[language][fact])]
