"""Sentences written by hand with a private detail in «guillemets», and sentences that hold none: what was tuned on."""

TOLD = """
name|my son «Kaden» wants a bmx track
name|my neighbour «shaun» keeps revving his bike
name|«Tyler Jones» in year 9 pushes me
name|«Dave» at number 12 is a nightmare
name|ask for Mrs «Okafor»
name|theres this girl «chantay» in my class
name|my little brother «Zayn» is autistic
name|«Mohamed Abdi Warsame» lives above us
name|hi its «Shaz» from the tenants group
name|cheers, «Gaz»
name|Thanks, «Oluwaseun Adebayo»
name|im «leah» and im 10
name|i am «Ayaan», 9 years old
name|my names «Zuzanna»
name|this is «Bogdan» writing again
name|my stepdad «Lee» shouts at us
name|the warden, Mr «Trent», ignored me
name|Councillor «Hopkinson» promised us a bench
name|PC «Wainwright» was brilliant
name|Dr «Balasubramanian» at the surgery is great
name|«kaydens» mum lets him ride the quad
name|«Jaxon's» dad parks on the path
name|my friends «Ella» and «Freya» are scared too
name|«Will» and «Grace» run the youth club
name|my nan «Rose» is lonely
name|my brother «mark» is in a gang
name|I told «May Thompson» about the leak
name|«Hope Adeyinka» started a choir
name|my daughter «Joy» loves dancing
name|the lad called «Razor» sells weed
name|everyone knows Big «Dave» deals
name|«Xin Yi Chen» teaches tai chi
name|contact «Wei Zhang» for mahjong
name|«Nguyen Thi Hoa» cooks for us
name|«Ahmed bin Rashid» leads the prayers
name|«Siân» runs the litter pick
name|«José» fixed my bike
name|«Łukasz Wiśniewski» naprawił bramę
name|thank you «Mihaela Popescu» for the sewing class
name|my cousin «Abdirizak» needs a job
name|can «Priyanka» come to the club too
name|it was «Connor» what did it
name|«connor mcallister» smashed the bus stop
name|bullied by «keegan» and his mates
name|«Keegan» is bullying my son
name|his name's «Troy»
name|the headteacher «Ms Featherstonehaugh» wont listen
name|«Jean-Luc» does the gardening
name|«D'Andre» got stabbed
name|my partner «Svetlana» cant find work
name|please tell auntie «Sharon» thanks
name|i saw «Mr Kowalczyk» fall on the ice
name|landlord is «R. Choudhury»
name|«Shanice Campbell-Brown» is always helping
name|neighbour «Mandy» feeds the pigeons
name|my mate «Jonno» broke his leg on the slide
name|a man named «Terrance» follows me
name|Signed, «Beryl»
name|«Beryl» next door fell over
name|regards «P Whittaker»
name|MY NEIGHBOUR «SHAUN» IS A PEST
name|MY NAME IS «DEBORAH SMITH»
name|lil man «tyrell» is a legend
name|Miss «Honeywell» is my best teacher
name|«chloe», 14, is being groomed
name|my ex «darren» turns up drunk
name|my ex husband «Imtiaz» turns up
name|talk to «Comfort Mensah»
name|Me and «Bilal» want cricket nets
name|«Olena» from Ukraine needs English lessons
name|«Ionuț» plays too loud
name|our caretaker «Winston» is lovely
name|«Winston» our caretaker is lovely
name|uncle «Tariq» takes us fishing
name|Kids like «Jayden», «Skyla» and «Mason» have nothing to do
name|i go round «Poppys» house after school
name|«Blessing» helps at the food bank
name|«Precious Moyo» plaits hair
name|the postman «Ken» got bit
name|Nan «Jean» made cakes
phone|ring «07700 900 123»
phone|0 7 7 0 0 9 0 0 1 2 3
phone|its «oh seven seven double oh nine hundred» maybe
phone|call me «oh seven seven double oh nine double oh one two three»
phone|my mob «07700-900-123» ok
phone|txt «07700.900.123»
phone|«+447700900123» whatsapp
phone|«0044 7700 900123»
phone|«447700900123» is me
phone|«7700900123» is my no
phone|landline «(01908) 555012»
phone|«01908 555012» ext 4
phone|ring «07700 900 then 123»
phone|«O77OO 9OO123»
phone|numbers «zero seven seven zero zero, nine zero zero, one two three»
phone|«07700 nine hundred 123»
phone|«07 700 90 01 23»
phone|«07700/900123»
phone|«07700  900  123»
phone|«020 7946 0018» is the office
phone|tel:«01908555012»
phone|phone=«07700900123».
phone|«+48 601 234 567» numer
phone|«07700 9001234» call after 6
phone|call «555012» after six
phone|mobile is «07700, 900, 123»
phone|«07700 900123/07700 900456»
email|«jo.bloggs@example.org»
email|«jo dot bloggs at gmail dot com»
email|«tyler99 at hotmail.co.uk» if u can
email|«jo.bloggs (at) outlook.com»
email|«jo[at]yahoo[dot]com»
email|«kaden @ icloud . com»
email|mail «fatima_k@gmail» please
email|«MUM@EXAMPLE.COM»
email|email: «a.b-c+d@mail.example.co.uk».
email|my email is «sam at gmail»
email|its «sam underscore smith at yahoo dot co dot uk»
email|«jo@bloggs.me.uk,»
postcode|«mk6 2tg»
postcode|«MK62TG»
postcode|at «mk 6 2tg»
postcode|«MK6  2TG»
postcode|«mk6-2tg»
postcode|postcode «MK13 0AB» thanks
postcode|«mk13oab»
postcode|«SW1A 1AA»
handle|«@kaden.mk»
handle|my insta is «skaterboi»
handle|snap: «lil.kayz»
handle|add me on tiktok «mkdancer»
handle|ig «xx_leah_xx»
handle|my snap is «jaydee»
handle|insta - «brunchwithbev»
handle|my gamertag is «FishyMK99»
handle|roblox user «coolcat2013»
handle|follow me «@the_real_shaz»
handle|my discord is «noodle#1234»
handle|find me on facebook as «sharon.mk.70»
handle|snapchat me «tyty.09»
handle|hmu on snap «kayz_x»
handle|my tik tok is «dancequeen»
handle|instagram.com/«kayz»
handle|my facebook name is «shazzabazza»
handle|add my snap «itsme.lola»
vehicle|reg «KX12 ABC»
vehicle|«kx12abc» keeps speeding
vehicle|a white van «ab51 xyz» tips rubbish
vehicle|black BMW reg «S7 EVE»
vehicle|number plate «D4 VES»
vehicle|plate is «B16 LAD»
vehicle|the car is a «T123 ABC»
vehicle|«YK09 OPX» parked on the verge
vehicle|his plate says «1 DAV»
vehicle|reg no «ABC 123»
vehicle|registration: «kx12-abc»
vehicle|moped «FX 70 LKM»
vehicle|the audi «LB07 SEO» drives like a nutter
date_of_birth|born «3/4/11»
date_of_birth|my birthday is the «3rd of march 2012»
date_of_birth|dob «030411»
date_of_birth|dob «03 04 11»
date_of_birth|d.o.b. «3.4.2011»
date_of_birth|DOB: «2011-04-03»
date_of_birth|i was born on «march 3rd 2012»
date_of_birth|born «3rd mar 12»
date_of_birth|my bday is «5th june»
date_of_birth|birthday «5 June»
date_of_birth|«12/03/2011» is when she was born
date_of_birth|my birthday is on the «twenty third of july»
date_of_birth|he was born in «june 2015»
date_of_birth|date of birth «4 July, 2009»
date_of_birth|birthdate «04071999»
date_of_birth|its my birthday on «6th May»
nhs|nhs number «943 476 5919»
nhs|NHS no. «9434765919»
nhs|nhs «943-476-5919»
nhs|my nhs num is «943 4765919»
nhs|nhs «9 4 3 4 7 6 5 9 1 9»
ni|NI «AB123456C»
ni|ni number is «ab 12 34 56 c»
ni|national insurance number «AB-12-34-56-C»
ni|my NINO: «AB 123456 C»
ni|nat ins no is «QQ 12 34 56 C»
ni|ni no «ab123456»
address|i live at «14 Beadlemead»
address|we are at «flat 3b oak court»
address|«number 12» on our road has rats
address|«the house next to the chippy on Melrose Avenue no 7»
address|«7 Melrose Avenue» is overgrown
address|«7, melrose ave»
address|the damp in «22b Church St» is awful
address|«Flat 2, 14 High Street»
address|«14a Marron Lane», Beanhill
address|im at «no 7 marron lane»
address|my nan at «number 9» fell
address|the man at «no. 16» shouts
address|neighbours at «43 The Hedgerows» never stop
address|«Apartment 12, Jubilee House»
address|«unit 4, Tower Court»
address|come to «12 jonathans» coffee hall
address|my address is «5 Kellan Drive»
address|shes at «31 fishermead boulevard»
address|lives at «56 Coffee Hall»
address|«No 3» keeps dumping sofas
address|house «number 14» is a drug den
address|«Marron Lane, number 14»
address|the flat above «12 Church Street»
address|«Room 6, Harrier Court»
address|it's «no.9 serpentine court»
address|i live in «flat 12»
address|my mate at «number nine Marron Lane»
address|the lady at «number six» is lonely
address|noise from «no12»
address|«flat4 oak court»
address|the end «house on Marron Close» is empty
address|the door at «17 Saxon Gate» was kicked in
school|i go to «Moorland Primary»
school|«heronsgate school» needs a crossing
school|the «hazeley academy» kids are loud
school|kids from «St Bernadettes» walk past
school|my son goes to «Ousedale»
school|our «moorland primary» is falling down
school|dinners at «st marys» are cold
school|my son goes to «moorland primary»
school|in year 6 at «Heronsgate»
school|year 9 at «walton high»
school|my school is «Radcliffe»
school|she attends «Denbigh School»
school|teacher at «St Pauls Catholic School»
school|bullied at «oakgrove academy»
school|i go to «SLE» and its boring
school|year 4 at «Jubilee Wood»
school|im at «Milton Keynes College»
school|«Watling Academy» kids throw stuff
school|my school is called «brooklands farm primary»
school|he was excluded from «Lord Grey»
school|pupils from «ousedale school» need a bus
school|outside «New Bradwell School» its chaos
school|homework from «Shenley Brook End School» is too much
school|my daughter is in reception at «Giffard Park Primary»
"""

NOTHING = """
the number 6 bus never comes
the 300 is always late
get the 8 or the 4 from the centre
H8 is a racetrack at night
V7 and H6 Childs Way need speed cameras
the A5 and the M1 are closed
junction 13 is blocked
it costs £12.50 for two kids
a pint is 5 quid now
the lights went at 10:30
open 9am to 5pm monday to friday
my kids are 7 and 9
he is 12 years old
the fair is on 12 June 2026
Easter holidays start 3rd April
in May we had a street party
we waited 45 minutes for 2 buses
Tesco and Costa are the only shops
there should be a Harry Potter club
Mario Kart tournament at the library
a Taylor Swift night for teens
the Lidl car park floods
McDonald's wrappers everywhere
can Greggs open here
God help us
i will mark it on the calendar
the bill is too high
I hope it stays open
rose bushes along the path
grace and joy fill this place
dawn till dusk they dig
Will there be a bus?
May is the best month
Mark the paths for bikes
Hope you fix it
Bill payers deserve better
my mum loves gardening
my neighbour shouts all night
my dad works nights
my brother got a job
MY STEPDAD HITS ME
MY DAUGHTER NEEDS A BUS
my sister will be 12
the councillor promised a bench
our doctor is full
the head teacher is great
nurses and doctors are tired
miss football club so much
the caretaker never cleans
an imam and a vicar run the food bank
the manager said no
a man was shouting
a boy fell off the slide
Fishermead Boulevard needs crossing lights
Saxon Street is full of potholes
Wolverton is dead after 6
Milton Keynes needs trams
MK Dons should do free coaching
Stadium MK is too far
people in Luton have more
we came from Bedford and Northampton
London prices here
Polish shop on Queensway
Somali mums group on Tuesdays
Romanian food at the market
the Grand Union Canal is dirty
Great Ormond Street is amazing
Bletchley Park is expensive
the Open University helps
my local primary is brilliant
the primary school needs a crossing
after school clubs are too dear
our secondary school is massive
high school musical sing along
i go to Tesco on fridays
i go to Fishermead to see my nan
the school is far
our school needs a new hall
more school places please
kids go to clubs after school
a nursery for babies
the house on the corner is empty
number one problem is litter
St Johns Ambulance came
St Georges Road floods
Facebook groups are full of moaning
insta is full of it
tiktok dance class for kids
snapchat streaks are boring
follow the council on twitter
put it on the website
3 bed houses cost too much
2 kids got hurt
flats with 12 floors
a number of people complained
number one priority is damp
no 1 cares
at 7 the park closes
at 10 at night its loud
12 Romanian families moved in
5 Polish shops
50 people signed
call 999
ring 101 they never answer
text 85258 is for crisis
call the council
my phone is broken
the phone box is smashed
email them every week
i was born in Leicester
my birthday party was at the pavilion
a birthday card club
born and bred here
the NHS is struggling
nhs dentists please
car parks are dear
vans parked on the path
a golf course
my car is 10 years old
the reg office is shut
fly tipping by the underpass
we need a zebra crossing near Asda
Diwali lights please
Eid in the park was lovely
Ramadan food drive
Black history month event
Year 11 exams are stressful
year 6 leavers party
The Point should be a music venue
Xscape is too expensive
a Wetherspoons would be good
Amazon vans speed
Uber never comes
the Redways are dark
Christmas lights were lovely
the Jubilee party was great
Remembrance Sunday parade
more bins please
Could we have a BMX track
I think the Council should listen
Thank you for the new Skatepark
Free Wifi in the Library please
we Need More Buses
Why Are The Lights Off
PLEASE FIX THE LIGHTS
NOBODY LISTENS TO US KIDS
cos its well boring
innit tho bruv
its peng that chicken shop
alot of peple wont cum out at nite
theres nuffin 2 do
gr8 park m8
the playpark is vandalised
defibrillator at the community centre
zumba and pilates class
parkrun is fab
the multicultural cafe was buzzing
someone knicked my bike
the hall is cold
the chess club, run by volunteers, is great
ask for help
ask for a bench
speak to the council
talk to us
thanks to everyone
thanks to volunteers the garden is lovely
i am fed up
im bored
im from the estate
this is rubbish
it was called off
a group called off the event
known as the rough estate
my name is on the list
his name was on the bench
the bench is named after a soldier
hi everyone
hello there
dear council
Hi Earshot
cheers guys
regards
love it here
from everyone on the estate
signed by 40 residents
the mother and baby group
kids want a trampoline
the girl guides need a hall
the lads football team
a lady with a dog
the worker was kind
our landlord ignores damp
partner agencies should meet
officer numbers are down
volunteers needed
"""


def told() -> list[tuple[str, str, str, list[tuple[int, int]]]]:
    """Kind, line number, sentence and where its details stand; the whole sentence where none is marked."""
    found = []
    for number, line in enumerate(TOLD.strip().splitlines()):
        kind, marked = line.split("|", 1)
        text, spans = "", []
        for part in marked.replace("«", "\0«").replace("»", "»\0").split("\0"):
            if part.startswith("«"):
                spans.append((len(text), len(text) + len(part) - 2))
            text += part.strip("«»")
        found.append((kind, str(number), text, spans or [(0, len(text))]))
    return found


def nothing() -> list[str]:
    """Sentences in which nothing is private."""
    return NOTHING.strip().splitlines()
