"""The same concern told by several people, a paragraph each; near paragraphs are of one theme but another thing."""

CONCERNS = """
bins not emptied again
the rubbish hasnt been collected for two weeks
our wheelie bins are overflowing, nobody picks them up
binmen missed our road again

someone dumped a mattress by the garages
fly tipping behind the garages again, an old sofa this time
people keep dumping furniture near the garages

dog poo all over the path
so much dog mess on the pavements, kids step in it
owners dont pick up after their dogs

the street light outside ours has been out for weeks
lamp post broken, its pitch black on our street
our street is so dark at night the lights dont work

the underpass is dark and scary
i dont feel safe in the underpass at night, no lights
lighting in the underpass please its frightening

bus never turns up
the number 6 bus is always late
buses are so unreliable, waited an hour

there is no bus on sundays
could we have a sunday bus service
buses dont run on sunday so i cant get to church

potholes on our road are wrecking cars
huge pothole by the shop
the road is full of holes

cars speed down our road
people race along here, need speed bumps
speeding drivers, someone will be hit

we need a zebra crossing by the school
its impossible to cross the road outside the school
please put a crossing near the school gates

cars parked on the pavement so i cant get the pram past
people park on the pavement, wheelchairs have to go in the road
stop pavement parking, pushchairs cant get by

nowhere to park on our street
not enough parking spaces for residents
parking is a nightmare since the flats were built

kids have nowhere to go after school, we need a youth club
a youth club for teenagers please
theres nothing for teens to do, somewhere to hang out would help

a basketball hoop in the park
could we have somewhere to play basketball
hoops please, me and my mates love netball and basketball

swings in the park are broken
the playground swings need fixing
fix the swing, its been snapped for months

we want a skate park
a bmx and skateboard track for us
build some ramps for scooters and skateboards

damp and mould in my flat, landlord does nothing
black mold all over the bedroom walls
my flat is damp and my kids are coughing

no heating for three weeks
boiler is broken and its freezing
our radiators dont work and we are cold

rats in the bin store
we have a rat problem round the bins
mice and rats everywhere in our block

the lift is broken again
lifts in the block out of order, nan cant get down the stairs
stuck on the fourth floor because the lift doesnt work

neighbours play loud music all night
noise from parties keeps us awake
music blasting at 3am every weekend

cant get a doctors appointment
three weeks to see a gp
the surgery never has appointments

no nhs dentist taking patients
cant find a dentist anywhere
my son needs a dentist but none will have him

i would love english lessons
is there an english class for beginners
i want to learn english

sewing classes for mums
id like to learn to sew
can someone teach sewing

older people round here are lonely
a coffee morning for pensioners who never see anyone, its isolating
somewhere for lonely old folk to meet

we want allotments
somewhere to grow veg
a community garden where we can grow food

the grass verges are never mown
long grass everywhere, please cut it
council never mow the grass

motorbikes tearing through the park
mopeds ride on the grass in the park
lads on mopeds racing round the park

drug dealing in the alley
dealers hang round the alley selling weed
needles left in the alley

free holiday activities for kids
things for children to do in the summer holidays that dont cost
holiday club in the summer for the kids

swimming lessons are too expensive
cheaper swimming please
cant afford swimming for three kids
"""


def concerns() -> list[list[str]]:
    """Tellings, by concern."""
    return [part.splitlines() for part in CONCERNS.strip().split("\n\n")]
