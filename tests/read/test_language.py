"""Languages told by script and small words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.read.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour board said that the boat would stop, and that it had lost money."),
        ("de", "Der Rat sagte, dass die Fähre nicht mehr fährt und sie zu viel Geld kostet."),
        ("fr", "Le conseil a dit que le bateau ne partira plus et qu'il coûte trop dans l'année."),
        ("es", "El consejo dijo que el barco no saldrá más y que los vecinos no lo quieren así."),
        ("pt", "O conselho disse que o barco não sai mais e que os moradores não foram ouvidos."),
        ("it", "Il consiglio ha detto che il battello non parte più e che gli abitanti sono soli."),
        ("nl", "De raad zei dat het schip niet meer vaart en dat het te veel geld heeft gekost."),
        ("sv", "Rådet sade att båten inte går längre och att den har förlorat pengar i många år."),
        ("pl", "Rada powiedziała, że prom nie będzie już pływał i że to nie jest tylko jej wina."),
        ("cs", "Rada řekla, že loď už nepojede a že se na tom podle ní nedá nic změnit, ale bude."),
        (
            "fi",
            "Neuvosto sanoi, että lautta ei enää kulje ja että se on ollut kallis, mutta.",
        ),
        ("tr", "Meclis, vapurun artık çalışmayacağını ve bunun için çok para gerektiğini söyledi."),
        ("ru", "Совет сообщил, что паром больше не ходит, и что это было дорого для всех жителей."),
        ("uk", "Рада повідомила, що пором більше не ходить і що це було дорого для всіх, або ні."),
        ("ar", "قال المجلس إن القارب لن يعمل بعد الآن وإن ذلك كان في صالح كل من هو على الجزيرة"),
        ("he", "המועצה אמרה שהסירה לא תפליג עוד ושהדבר עלה כסף רב לתושבים"),
        ("el", "Το συμβούλιο είπε ότι το πλοίο δεν θα ξαναφύγει από το νησί."),
        ("ja", "市議会は船の運航を六月にやめると発表した。島の住民は反対している。"),
        ("zh", "市议会宣布渡轮将于六月停止运营，岛上居民表示反对这一决定。"),
        ("ko", "시의회는 여객선 운항을 6월에 중단한다고 밝혔고 섬 주민들은 반대했다."),
        ("th", "สภาท้าเรือกล่าวว่าเรือจะหยุดให้บริการในเดือนมิถุนายน"),
    ],
)
def test_languages(language, text):
    assert detect(text) == language


@pytest.mark.parametrize(
    "text", ["", "1,180 2,300", "Okonjo", "Qzw xkv plm " * 30, "Lund Rask Okonjo Tolland Pike " * 9]
)
def test_thin_evidence_is_none(text):
    assert detect(text) is None


@given(st.text(max_size=500))
def test_nothing_raises(text):
    found = detect(text)
    assert found is None or len(found) == 2
