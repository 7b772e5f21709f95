"""Private details in sentences, made at random from a seed: every kind, written in many ways, in many frames.

These are what the readers were tuned on; they say nothing about sentences nobody has seen.
"""

from calendar import month_name
from collections.abc import Callable, Iterator
from random import Random

Case = tuple[str, str, int, int]
"""A kind, a sentence, and where in it the detail stands."""

FIRST = """
Kaden Tyler Shaun Dave Siobhan Chloe Jayden Mohammed Aisha Abdirahman Fadumo Hodan Piotr Agnieszka Krzysztof Ionut
Mihaela Chukwuemeka Ngozi Temitope Babatunde Yetunde Xiaoming Meiling Priya Harpreet Arjun Rukhsana Shabnam Zubair
Nasima Shafiqul Kwame Akosua Tendai Oluwaseun Ieuan Niamh Callum Maisie Alfie Teddy Gaz Bazza Shaz Kayleigh Tyrese
Demetrius Layla Youssef Maryam Bartek Grzegorz Florin Liban Warsame Ifeoma Chidi Rohan Devika Nguyen Jonty Lakeisha
Ebony-Mae Mary-Jane Zofia
"""
LAST = """
Jones Okafor Smith Kowalski Nowak Popescu Hussain Ahmed Patel Khan Begum Adeyemi Warsame Farah Li Zhang Singh Kaur
Miah Rahman O'Neill Thompson Brown Green Walker Mensah Wiśniewska Ionescu Chaudhry Osei Barrett Whitlock Pemberton
Iqbal Abdullahi
"""
NAME_FRAMES = (
    "my son {} needs somewhere to go",
    "my neighbour {} plays music all night",
    "my mate {} got hurt at the skatepark",
    "ask for {} at the desk",
    "speak to {} about the hall",
    "my name is {} and i want a youth club",
    "im {} and i live on the estate",
    "a boy called {} keeps breaking the swings",
    "{} at number 12 is dealing",
    "{} in year 9 hit my brother",
    "thanks to {} for fixing the bench",
    "{} keeps kicking his ball at my window",
    "can you tell {} to turn it down",
    "i saw {} dumping a sofa",
    "the caretaker {} never answers",
    "it was {} who broke the gate",
    "my daughter {} is scared of the dogs",
    "{} lives next door and shouts",
    "me and {} want a basketball court",
    "{} said we could use the hall",
    "please ring my wife {} after 5",
    "his name is {}",
    "everyone calls him {}",
    "{}'s mum runs the cafe",
    "we should thank {} for the litter pick",
    "bins are never emptied. regards, {}",
)
FULL_FRAMES = (
    "{} parks on the grass",
    "contact {} about the allotments",
    "councillor {} never replies",
    "i think {} should run the club",
    "the man who shouts is {}",
    "police spoke to {} last week",
    "{} and his dogs are a nuisance",
)
TITLE_FRAMES = (
    "Mrs {} is my teacher",
    "ask for mr {}",
    "Dr {} at the surgery was rude",
    "thank you Ms {} for helping",
    "i told miss {} about it",
)
HOSTS = (
    "gmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "yahoo.co.uk",
    "icloud.com",
    "nhs.net",
    "example.org",
    "btinternet.com",
)
LOCALS = ("jo.bloggs", "kaden2012", "tyler_jones", "s-okafor", "mum.of.3", "info", "lil.tee99", "dave")
STREETS = (
    "Marron Lane",
    "Beadlemead Close",
    "Church Street",
    "High Street",
    "Melrose Avenue",
    "Serpentine Court",
    "Saxon Gate",
    "Oak Court",
    "Jubilee House",
    "Wellington Place",
    "Windmill Hill Drive",
    "St Georges Road",
    "Buckingham Gate",
    "Pencarrow Place",
    "Kirkham Court",
    "Tower Crescent",
    "Beaufort Drive",
    "Gurnards Avenue",
    "Field Lane",
    "Mill Road",
    "Penryn Avenue",
    "The Hedgerows Close",
    "Clay Hill",
)
BARE_STREETS = (
    "Beadlemead",
    "Jonathans",
    "Broadlands",
    "Marlborough",
    "Farmborough",
    "Chadds",
    "Ridgmont",
    "Kellan",
    "Langland",
)
SCHOOLS = (
    "Moorland Primary",
    "Heronsgate School",
    "Radcliffe Academy",
    "St Marys Catholic School",
    "Oakgrove School",
    "Jubilee Wood Primary School",
    "Denbigh School",
    "Walton High",
    "Lord Grey Academy",
    "Langland Community School",
    "Sir Herbert Leon Academy",
    "Knowles Nursery",
    "Shepherdswell Academy",
    "Southwood Junior School",
    "Orchard Academy",
    "Falconhurst School",
)


def cases(seed: int, each: int = 60) -> Iterator[Case]:
    """`each` sentences of every kind."""
    random = Random(seed)  # noqa: S311 - examples, not secrets
    for kind, (value, frames) in KINDS.items():
        for _ in range(each):
            told = value(random)
            frame = random.choice(frames)
            if random.random() < 0.25 and kind not in {"name", "vehicle"}:
                frame = frame.lower()
            before, after = frame.split("{}")
            yield kind, before + told + after, len(before), len(before) + len(told)


def _case(random: Random, told: str) -> str:
    return random.choice((told, told, told.lower(), told.lower()))


def _name(random: Random) -> str:
    told = random.choice(FIRST.split())
    if random.random() < 0.4:
        told += " " + random.choice(LAST.split())
    return _case(random, told)


def _full_name(random: Random) -> str:
    return _case(random, f"{random.choice(FIRST.split())} {random.choice(LAST.split())}")


def _titled(random: Random) -> str:
    return _case(random, random.choice(LAST.split()))


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _phone(random: Random) -> str:
    start = random.choice(("07", "07", "07", "01908", "020", "0161"))
    number = start + _digits(random, 11 - len(start))
    code, middle, end = number[:5], number[5:8], number[8:]
    said = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return random.choice(
        (
            number,
            f"{code} {middle}{end}",
            f"{code}{random.choice(' -.')}{middle}{random.choice(' -.')}{end}",
            f"+44 {number[1:5]} {middle}{end}",
            f"+44 (0){number[1:5]} {middle}{end}",
            " ".join(number),
            " ".join(said[int(one)] for one in number),
            f"{code} then {middle} then {end}",
            number[:2].replace("0", "o") + number[2:],
            f"({code}) {middle}{end}",
        )
    )


def _email(random: Random) -> str:
    local, host = random.choice(LOCALS), random.choice(HOSTS)
    way = random.randrange(5)
    if way < 2:
        return f"{local}@{host}"
    if way == 2:
        return f"{local} at {host.replace('.', ' dot ')}"
    if way == 3:
        return f"{local} @ {host}"
    return f"{local.replace('.', ' dot ')}(at){host}"


def _postcode(random: Random) -> str:
    outward = random.choice(("MK6", "MK14", "MK1", "LU7", "NN13", "SW1A", "M1"))
    inward = _digits(random, 1) + random.choice("ABDEFGHJLN") + random.choice("ABEFGHJ")
    told = outward + random.choice((" ", "", " ")) + inward
    return _case(random, told)


def _handle(random: Random) -> str:
    return random.choice(
        ("jaydee.x", "kaden_mk", "lilmiss99", "xx_tyler_xx", "shazbabes", "bigdave77", "itzkayla", "mkskater")
    )


def _vehicle(random: Random) -> str:
    letters = "ABCDEFGHJKLMNOPRSTUVWXY"
    end = "".join(random.choice(letters) for _ in range(3))
    way = random.randrange(4)
    if way < 2:
        age = random.choice(("12", "65", "21", "09"))
        told = random.choice("ABKLMYF") + random.choice(letters) + age + random.choice((" ", "")) + end
    elif way == 2:
        told = f"{random.choice('ABKLMNPRSTVWXY')}{random.randint(1, 999)} {end}"
    else:
        told = f"{end} {random.randint(1, 999)}{random.choice('ABCDMNPRSTVWXY')}"
    return _case(random, told)


def _birth(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1940, 2019)
    name = month_name[month].lower()
    return random.choice(
        (
            f"{day}/{month}/{year % 100:02}",
            f"{day:02}/{month:02}/{year}",
            f"{day}.{month}.{year}",
            f"{day:02}{month:02}{year % 100:02}",
            f"{day} {name} {year}",
            f"{day}th of {name} {year}",
            f"{name} {day} {year}",
            f"{day} {name[:3]} {year}",
            f"the {day}th of {name}",
            f"{year}-{month:02}-{day:02}",
            f"{day}-{month}-{year % 100:02}",
            f"{day:02} {month:02} {year}",
        )
    )


def _nhs(random: Random) -> str:
    digits = _digits(random, 10)
    return random.choice(
        (digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}", f"{digits[:3]}-{digits[3:6]}-{digits[6:]}")
    )


def _ni(random: Random) -> str:
    digits, end = _digits(random, 6), random.choice("ABCD")
    told = random.choice(
        (
            f"AB{digits}{end}",
            f"JK {digits[:2]} {digits[2:4]} {digits[4:]} {end}",
            f"PW-{digits}-{end}",
            f"SR {digits} {end}",
        )
    )
    return _case(random, told)


def _address(random: Random) -> str:
    door = f"{random.randint(1, 180)}{random.choice(('', '', 'a', 'b'))}"
    street = random.choice(STREETS)
    return _case(
        random,
        random.choice(
            (
                f"{door} {street}",
                f"{door}, {street}",
                f"flat {door} {street}",
                f"number {door} {street}",
                f"no. {door} {street}",
                f"{street} number {door}",
                f"flat {door}, {random.randint(1, 90)} {street}",
            )
        ),
    )


def _bare_address(random: Random) -> str:
    return _case(random, f"{random.randint(1, 180)} {random.choice(BARE_STREETS)}")


def _door(random: Random) -> str:
    number = random.randint(1, 99)
    return random.choice((f"number {number}", f"no {number}", f"flat {number}", f"flat {number}b", f"no. {number}"))


def _school(random: Random) -> str:
    return _case(random, random.choice(SCHOOLS))


Kind = tuple[Callable[[Random], str], tuple[str, ...]]
KINDS: dict[str, Kind] = {
    "name": (_name, NAME_FRAMES),
    "name full": (_full_name, FULL_FRAMES),
    "name titled": (_titled, TITLE_FRAMES),
    "phone": (
        _phone,
        (
            "Ring me on {}",
            "my number is {} thanks",
            "text {} if you can help",
            "{}",
            "Call {} or come round, its urgent",
        ),
    ),
    "email": (_email, ("Mail me at {}", "my email is {} thanks", "{}", "send it to {} please")),
    "postcode": (_postcode, ("I'm at {}", "my postcode is {} thanks", "{} has no bus", "the mess near {}, its awful")),
    "handle": (
        _handle,
        (
            "my insta is {}",
            "snap: {}",
            "add me on tiktok {}",
            "Follow @{} for pics",
            "my snapchat is {} add me",
            "my ig {}",
            "find me on roblox as {}",
            "dm me on insta @{}",
            "discord - {}",
        ),
    ),
    "vehicle": (
        _vehicle,
        ("the reg is {}", "a blue van {} dumps rubbish", "number plate {}", "a red Golf {} speeds down here"),
    ),
    "date_of_birth": (
        _birth,
        (
            "I was born {}",
            "my birthday is {}",
            "dob {}",
            "date of birth: {}",
            "she was born on {} at home",
            "my sons bday is {}",
            "{} is my date of birth",
        ),
    ),
    "nhs": (_nhs, ("my nhs number is {}", "NHS no {}", "nhs: {} thanks")),
    "ni": (_ni, ("my ni number is {}", "NI {}", "national insurance {} if you need it", "its {}")),
    "address": (
        _address,
        (
            "I live at {}",
            "{} is empty",
            "the damp at {} is awful",
            "someone in {} deals drugs",
            "we are at {}, come round",
        ),
    ),
    "address bare": (
        _bare_address,
        ("I live at {}", "my address is {} ", "they live at {} and shout", "come to {} and see"),
    ),
    "address door": (
        _door,
        (
            "the lady at {} needs help",
            "my neighbour at {} shouts",
            "someone at {} on our road has 6 dogs",
            "The people in {} are loud",
        ),
    ),
    "school": (
        _school,
        (
            "I go to {}",
            "year 6 at {} need a crossing",
            "kids from {} drop litter",
            "my son is at {} and hates it",
            "the road outside {} is mad at 3",
        ),
    ),
}
