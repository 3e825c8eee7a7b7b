"""What the made-up person writes; `{name}` stands for one of `FILLERS[name]`."""

from __future__ import annotations

from journal.domain.entry import Event

FILLERS: dict[str, tuple[str, ...]] = {
    "walk": (
        "round the block",
        "along the canal",
        "to the bakery and back",
        "through the park",
        "up to the chapel and down again",
        "round the allotments",
        "to the library on foot",
        "by the river as far as the second bridge",
    ),
    "chore": (
        "hanging out the washing",
        "emptying the dishwasher",
        "making the bed",
        "vacuuming the stairs",
        "tying my shoes",
        "changing the sheets",
        "getting the bicycle out of the cellar",
        "carrying the shopping up",
        "bending down to the oven",
    ),
    "chair": (
        "the kitchen chair",
        "the office chair",
        "the sofa",
        "the train seat",
        "the bench at the bus stop",
        "the hard chairs in the meeting room",
        "the low armchair",
    ),
    "rest": (
        "lay on the rug with my legs up on a chair",
        "leaned on the worktop for a while",
        "sat down on the stairs and waited",
        "put a warm wheat bag behind my back",
        "lay on my side with a cushion between the knees",
        "stood at the window until it eased",
    ),
    "minutes": ("five", "ten", "fifteen", "twenty", "thirty"),
    "clock": ("three", "four", "half past four", "five", "six"),
    "nice": (
        "soup on the stove",
        "a good film",
        "an hour with the radio on",
        "tea on the balcony",
        "a long bath",
        "cards with the neighbours",
        "the first strawberries",
        "a letter from an old friend",
    ),
    "part": (
        "the left half of the low back",
        "the dimple on the right",
        "one spot above the belt",
        "the whole width of the back",
        "the place where it always begins",
    ),
    "early": (
        "In the night",
        "At first",
        "On getting up",
        "Before breakfast",
        "In the shower",
        "On the stairs",
        "When I bent for the shoes",
    ),
    "then": (
        "In the morning",
        "At noon",
        "After lunch",
        "In the afternoon",
        "Towards {clock}",
        "Before dinner",
    ),
    "when": (
        "{then}",
        "{then}",
        "On the way to work",
        "On the way home",
        "After the news",
        "While waiting for the tram",
        "Between two calls",
    ),
    "felt": (
        "it pulled on one side",
        "I could feel {part}",
        "there was nothing to report",
        "I was stiff for {minutes} minutes, then not",
        "it was there, and a little later it was not",
        "it was a dull ache, no more",
        "it was better than at the same time yesterday",
        "it was sore, but I could do what I wanted",
        "I had to change position often",
        "walking was easier than standing",
        "sitting was the harder part",
        "I noticed that I had not noticed it",
    ),
    "did": (
        "managed {chore}",
        "put off {chore}",
        "walked {walk}",
        "{rest}",
        "got up from the desk every half hour",
        "stayed on {chair} for longer than planned",
        "left the heavy things to others",
        "did the exercises, without hurry",
        "had {nice}",
        "went on with the day",
    ),
}

COMPOSED = (
    "{when} {felt}; {did}.",
    "{when} {felt}.",
    "{did}. {when} {felt}.",
    "{then} I {did}, and {felt}.",
    "{did}, {did}. {when} {felt}.",
)

COMPOSED_EARLY = (
    "{early} {felt}.",
    "{early} {felt}; {rest}.",
    "{early} {felt}, later less.",
)

PLAIN = (
    "About the same as yesterday.",
    "Nothing special.",
    "As usual.",
    "All right.",
    "A bit stiff.",
    "Good day.",
    "Tired.",
    "Better.",
    "Long day.",
)

FIRST = "First entry. Let us see what can be learned from this."
AFTER_A_GAP = (
    "Picking this up again after a break.",
    "Have not written for a while; nothing was wrong, life was busy.",
    "Back home, back here.",
    "Let us go on where I stopped.",
    "Away for a while, without the computer. It was good for me.",
)
FROM_MEMORY = (
    "From memory.",
    "Filled in later, so roughly.",
    "(written down some days after)",
)

GENERAL = (
    "Better than I expected.",
    "Came and went; no pattern that I can see.",
    "Noticed it most while {chore}.",
    "Quiet day, {nice}.",
    "Not much to say, which is good.",
    "Walked {walk}, {minutes} minutes, no trouble.",
    "Sat on {chair} for too long and felt it on getting up.",
    "It sits in {part} today.",
    "Fine while moving, stiff after sitting still.",
    "Forgot about it for most of the day.",
    "A pull when I turn to the side, otherwise all right.",
    "Bad-tempered back, good-tempered me.",
    "Did the stretches, all of them, slowly.",
    "Skipped the stretches; no reason.",
    "Cold feet, warm back, for once.",
    "Between 2 and 4 all day, depending on what I did.",
    "Could have been the weather, could have been nothing.",
    "Wrote this standing up.",
)

MORNING = (
    "Stiff on getting up, looser after the shower.",
    "Slow start; put my socks on sitting down.",
    "Woke before the alarm and lay still for {minutes} minutes.",
    "Up without thinking about it.",
    "First steps careful, then fine.",
    "Breakfast standing, as so often.",
    "Needed the rail on the stairs.",
    "Woke on my back, which I never do.",
    "Bent for the coffee tin and thought better of it.",
)

EVENING = (
    "Evening walk {walk}.",
    "Tired, and it shows in {part}.",
    "Ended the day with {nice}.",
    "Eased off towards {clock} and stayed that way.",
    "Worse from {clock} on, then {rest}.",
    "Early to bed.",
    "Cooked sitting down, washed up standing.",
    "Counted the steps: fewer than I thought.",
    "A decent day, all in all.",
    "Laid out tomorrow's things at table height.",
)

POOR_NIGHT = (
    "Poor night. Turned over a lot.",
    "Awake from two to four, read a little.",
    "Slept in pieces.",
    "The neighbours' dog and my back took turns.",
    "Slept badly, so everything is a bit louder today.",
)

SITTING = (
    "Long meeting, no chance to stand up.",
    "Deadline. Hardly left the office chair.",
    "{minutes} minutes late for every break I had planned.",
    "Two calls taken standing, the others sitting.",
    "Set the timer for every half hour and ignored it twice.",
    "Train there, train back, desk in between.",
    "The screen is still too low; put it on two books.",
)

WEEKEND = (
    "Garden: pulled weeds kneeling, that works.",
    "Market in the morning, sofa in the afternoon.",
    "Long walk {walk}, stopped twice.",
    "Visitors; stood in the kitchen for hours.",
    "Football with the children, in goal, where nothing happens.",
    "Slept in. Late breakfast, {nice}.",
    "Helped a friend with shelves; only held the spirit level.",
)

FLARE = (
    "Every change of position needs planning.",
    "Lay down more than I sat.",
    "Could not stand straight for the first hour.",
    "Short steps only. {minutes} minutes up, then a rest.",
    "Tomorrow's plans are called off; that is all right.",
    "Coughing is not a good idea today.",
    "Found one way to lie that is bearable, and stayed there.",
    "Asked for help with the shoes.",
)

RECOVERY = (
    "A little less than yesterday, I think.",
    "Half an hour on {chair} went well.",
    "Put on my own shoes again.",
    "Walked {walk} for the first time this week.",
    "Two steps forward, one back, but forward.",
    "Good until {clock}, then it had enough.",
    "Tried {chore} and nothing happened.",
)

LEG = (
    "Goes down the back of the leg when I sit.",
    "The calf is the loudest today, the back almost quiet.",
    "Less far down than last week: only to the knee.",
    "Tingling in the foot after {chair}, gone after walking.",
    "A line from the buttock down, like a string pulled tight.",
    "Leg quieter, back a bit louder.",
)

HIP = (
    "Front of the hip catches on the stairs.",
    "Groin sore when I lift the knee.",
    "Lying on that side is not possible yet.",
    "Fine in a straight line, not when turning.",
    "Getting into the car is the worst part.",
)

AWAY = (
    "Different bed, harder, not bad at all.",
    "Long flight; walked the aisle every hour.",
    "Walked all day through the old town and only noticed it in the evening.",
    "Time difference: no idea whether this is evening or noon.",
    "Bus over the hills, three hours. Stood up at each stop.",
    "Warm sea, slow swimming.",
    "Carried the small bag only.",
)

EVENTS: dict[Event, tuple[str, ...]] = {
    Event.FALL: (
        "Missed the last step in the cellar and sat down hard.",
        "Fell off the low stool while reaching for the big pan.",
    ),
    Event.SLIP: (
        "Slipped on wet leaves by the gate, caught myself, felt a pull.",
        "Slipped on the bathroom tiles; did not fall, but twisted.",
        "Wet steps at the station. One leg went, the other stayed.",
    ),
    Event.KICK: (
        "Kicked the ball at football without warming up; sharp pull at the front of the hip.",
        "A long pass at football, and the groin said no.",
    ),
    Event.SPRINT: (
        "Ran for the tram, felt the front of the thigh at the third stride.",
        "Raced the children to the gate and won, at a price.",
    ),
    Event.TURN: (
        "Turned round quickly at football and felt the hip catch.",
        "Turned to the back seat while belted in. Silly.",
    ),
    Event.LIFT: (
        "Lifted a sack of potting soil out of the car boot.",
        "Lifted the washing machine with a neighbour, one corner each.",
        "Picked up a child who was already half asleep, and heavy.",
    ),
    Event.ACCIDENT: (
        "Someone rolled into the car from behind at walking pace. Nobody hurt, only shaken.",
        "Came off the bicycle at the tram rails, slowly, onto the side.",
    ),
    Event.OTHER: (
        "Sneezed while brushing my teeth, bent forward. That was all it took.",
        "Three hours of moving boxes, then a long drive.",
        "Reached up to the top shelf and stayed there a moment too long.",
    ),
}

STARTED = (
    "started the evening walk",
    "started the five-minute desk reset",
    "started swimming on Thursdays",
    "started the bridge and the bird dog, three times a week",
    "started sleeping with a cushion between the knees",
    "started working at the high table in the afternoons",
    "started getting off the tram one stop early",
    "started the mini-band walks",
    "started writing this in the morning too",
    "started cycling to work on dry days",
    "started the hip stretches after breakfast",
    "started carrying the shopping in two bags",
    "started physiotherapy, six appointments",
    "started the longer round by the river",
    "started the long-band rows",
    "started going to bed at ten",
)

EASED = (
    "warm shower",
    "slow walk",
    "lying with the legs up",
    "heat",
    "a change of chair",
    "standing up every half hour",
    "rocking the knees from side to side",
    "ten minutes on the rug",
    "being in water",
    "nothing much; time",
    "leaning forward on the table",
    "une bouillotte",
    "Wärmflasche und Ruhe",
)

MEDICATIONS = (
    "ibuprofen 400 mg",
    "ibuprofen 200 mg",
    "paracetamol 500 mg",
    "paracetamol 1 g",
    "ibuprofen gel, low back",
    "paracetamol 500 mg; with food",
    "paracétamol 1 g",
    "heat patch",
)

OTHER_TONGUES = (
    "Journée calme, un peu raide le matin. Marché, café, puis une sieste bien méritée.",
    "Réunion trop longue, assis sans bouger. Ça tire à gauche, ça passe en marchant.",
    "Promenade au bord de l'eau, très lentement. À l'arrivée, presque plus rien.",
    "Rücken heute friedlich. Vormittags gesessen, nachmittags Bäume geschnitten — größer als ich.",
    "Schlecht geschlafen, früh wach, müde Füße. Abends wurde es besser.",
    "Übung für den Kurs: Es zieht, es drückt, es sticht. Heute zieht es nur.",
    "Σήμερα η μέση είναι πιο ήσυχη. Περπάτησα ως το λιμάνι και γύρισα χωρίς στάση.",
    "Λίγος πόνος το πρωί, σχεδόν τίποτα το βράδυ.",
    "كان الألم خفيفًا اليوم. مشيت عشرين دقيقة ثم استرحت.",
    "نمت جيدًا، والصباح أسهل من الأمس.",
    "היום הגב שקט יותר. הלכתי לאט לאורך הים.",
    "ישבתי יותר מדי, ובערב זה הרגיש נוקשה.",
    "आज कमर का दर्द कम है। शाम को धीरे-धीरे टहला।",
    "रात को नींद अच्छी आई, सुबह थोड़ी जकड़न थी।",
    "今日は腰が少し楽です。夕方、川沿いを二十分歩きました。",
    "朝はこわばっていたが、お風呂のあとで軽くなった。",
    "今天腰不太疼，下午走了三十分钟。",
    "坐得太久，站起来的时候有点僵硬。晚上好一些。",
)

TONGUE_INTROS = (
    "",
    "",
    "",
    "Language evening, my sentence for the book:\n",
    "Homework for the course: ",
    "Letter home, copied here. ",
)

SMALL_SIGNS = (
    "Sun all day 🌞",
    "Walked 🚶‍♀️ and it held.",
    "Rain, rain, rain 🌧️",
    "Cake 🎂 and sitting. Worth it.",
    "First swim of the year 🏊 — cold!",
    "3/10 👍🏽",
    "Slept like a 🐻.",
)

LISTS = (
    "- shower\n- short walk\n- lay down at noon\nIn that order, and it helped me through the day.",
    "Morning: stiff.\nNoon: all right.\nEvening: tired, but all right.",
    "+ walked\n+ slept\n- sat too long",
    "To ask at the next appointment:\n1. how far to walk\n2. what to do on a bad day\n"
    '3. whether "a bit sore afterwards" is fine',
    "= same as Monday, see there",
    "[added later] It was gone by bedtime.",
    "At work\t3\nAt home\t2\nIn bed\t1",
    "Route: home → bakery → park → home; 2,400 steps, ½ hour, 12 °C.",
)

STORY = (
    "I want to write this one down properly, because by next month I will have forgotten it.",
    "The week began quietly enough and I had stopped paying attention.",
    "What I notice, reading back, is how often a bad day comes after two busy ones.",
    "That may be chance, and I have promised myself not to make a theory of everything.",
    "In the morning I managed the stairs without the rail.",
    "By noon I had sat on {chair} for two hours and could feel {part}.",
    "I got up, {rest}, and after {minutes} minutes it was better.",
    "The colleague across the desk has started to stand during calls as well, so now we are two.",
    "Somebody at work asked whether I should be in bed, and I said that bed was worse.",
    "It is hard to explain that walking is easier than standing still.",
    "We walked {walk}, slowly, talking about other things, and I forgot to count.",
    "On the way home it rained and I had no umbrella, and still it was a good walk.",
    "I carried nothing heavy, which is a decision I make every day now and hardly notice.",
    "The old rule of doing half of what I feel able to do served me well again.",
    "In the afternoon I tried {chore}, in two parts with a pause between them.",
    "The pause was the clever bit.",
    "I used to be annoyed at needing it; today I just made tea.",
    "There was {nice}, and for a whole hour I was somebody without a back.",
    "Then I stood up too fast and was reminded.",
    "Nothing dramatic: a pull, a breath, a hand on the table.",
    "At night I lay awake for a while and listened to the trams.",
    "The night was not good but it was not the worst either.",
    "I have been wondering which of the things I do make a difference.",
    "Perhaps none of them alone, perhaps all of them a little.",
    "The list on the fridge says: walk, warm, change position, be kind.",
    "I managed three of the four.",
    "My sister rang and we compared our grandmother's remedies, most of which involve wool.",
    "The heat of the wheat bag lasts about as long as the news.",
    "I am allowed to be tired of this and to go on anyway.",
    "For the appointment I should say when it began, how far down it went and what I could not do.",
    "What I could not do this week: sit through a film, tie my left shoe, carry the crate.",
    "What I could do: swim, cook, laugh, sleep on my side.",
    "The second list was longer than I expected.",
    "On Wednesday it was a six, on Thursday a five, and today I would say four and a half.",
    "Half points do not exist here, so I have put down a four and a good mood.",
    "The garden has to wait, and the garden does not mind.",
    "I read that others keep such notes too, and that the line goes up and down for everyone.",
    "Looking at the last three months, the line does go down a bit.",
    "I moved the desk so that I have to get up to reach the printer.",
    "It is a small thing, and small things are what I have.",
    "Tomorrow there is a long train journey, and I have booked a seat on the aisle.",
    "If it gets bad I shall stand by the door and look at the fields.",
    "The exercises took {minutes} minutes, with the radio on, and I did not hurry.",
    "One of them I left out because it did not feel right today.",
    "That is allowed; it says so on the sheet.",
    "I noticed that I hold my breath when I bend, and that it goes better when I don't.",
    "The children think the rug is for lying on, and they are right.",
    "We lay there, all of us, looking at the ceiling, and somebody fell asleep.",
    "Later the pain was still there but it had moved to the edge of things.",
    "I would like to remember that it did.",
)
