"""Private details told in ways a stranger used: each is hidden whole, under whatever type; what is near them is not."""

import pytest

from tests.bot.reading.blind_sets import marked
from tests.bot.reading.test_milton_keynes import readers


@pytest.mark.parametrize(
    "line",
    [
        "i am from [address:70 Pinfold end] by the lane",
        "a tree from number [address:18 Cuckoo Dene] blocks our sky",
        "mine is [address:23 on Tithe Street] the blue door",
        "[address:9 Kiln View apartments] have no bins",
        "somebody at [address:house number 9 Tolcarne] helped me",
        "my brother's in [school:Halfway House Pupil Referral Unit]",
        "he went up to [school:Halvergate Upper] and hates it",
        "[school:Tollgate Sixth Form Centre] dropped drama",
        "my twin goes to [school:Cavendish Girls' High]",
        "governor of [school:Lark Rise C of E]",
        "my daughter's school, [school:Highbury Girls], has no field",
        "hers is [date_of_birth:31st oct 2012], halloween",
        "im a [date_of_birth:2010] baby, yr 11",
        "my sister was [date_of_birth:14/2/1999]",
        "[date_of_birth:1 jan 2001] is what my passport says",
        "reach me at [email:jo dot bloggs at gmail dot com]",
        "mail me at [email:sam at parkrun dot group]",
        "it is [email:kim (at) mkmail (dot) world]",
        "[handle:u/redwayrider] thats me on reddit",
        "the key safe is [reference:1945] by her door",
        "police log [reference:488] of 3rd october",
        "my case [reference:PL-88127-03 A] is still open",
        "they just wrote [reference:1188274] on the back of it",
        "my reference is [reference:double four seven one]",
        "i was born and bred here [date_of_birth:1948]",
        "nhs number [nhs:943 476 591] is all it says",
        "dad wandered from [address:Cherry Trees, Station Road] last night",
        "my gran lives [address:rose cottage, mill lane] and her drain is blocked",
        "[school:chestnuts] is our school and the gate swings out",
    ],
)
def test_a_detail_told_so_is_hidden_whole(line: str) -> None:
    one = marked(line)
    (mark,) = one.marks
    spans = readers().read(one.text).private
    hidden = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in hidden for at in range(mark.start, mark.end) if one.text[at].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "the 23 on Tithe Street is late",
        "we met at the hall, they said dot to dot is fun",
        "4 Polish Shops opened",
        "a 2019 bus stop",
        "my son was born to run, he ran 5/10 laps",
        "The First Bus is late",
        "the lift broke on 3rd January and is still broken",
        "they gritted H3 but not our hill",
        "Amber light stuck on the crossing",
        "licence fee is 174.50",
        "council tax 2026/27 is going up",
        "24 000 steps a day",
        "is the toddler group at St Paul's church this friday",
    ],
)
def test_what_only_looks_like_one_is_left(text: str) -> None:
    assert readers().read(text).private == ()
