"""Building stones of the English sample articles. Braces are filled from the lists, anew for each sentence."""

TOPICS = [
    ("battery", "salt battery", "the electrode", "lasts through a winter night"),
    ("maps", "indoor map", "the floor plan", "finds the way without a satellite"),
    ("sensor", "soil sensor", "the probe", "reports once an hour for five years"),
    ("display", "paper display", "the coating", "stays readable in full sun"),
    ("translation", "pocket translator", "the phrase table", "works with no connection"),
    ("drone", "harbour drone", "the rotor", "lands on a moving ferry"),
    ("storage", "glass archive", "the reading head", "keeps a page for a thousand years"),
    ("keyboard", "folding keyboard", "the hinge", "survives a fall from a desk"),
    ("camera", "low-light camera", "the lens", "sees by the light of a street lamp"),
    ("printer", "clay printer", "the nozzle", "builds a wall in a morning"),
    ("radio", "mesh radio", "the aerial", "carries a message across a valley"),
    ("robot", "orchard robot", "the gripper", "picks a pear without a bruise"),
]
GROUPS = [
    "the harbour laboratory", "a workshop of nine people", "a group at the northern college", "the city's repair hall",
    "two former bridge engineers", "a cooperative of farmers", "the lighthouse trust", "a class of apprentices",
    "the island council", "a team in an old mill", "the tram depot", "a small clinic by the canal",
]  # fmt: skip
PLACES = [
    "the eastern quay", "a village of four hundred", "the old market", "three schools", "a greenhouse by the river",
    "the night ferry", "a hospital ward", "the hill farms", "a library basement", "the fish market",
    "a row of workshops", "the tram line to the coast",
]  # fmt: skip
GAINS = [
    "a third less power", "half the waiting time", "two hours saved each day", "far fewer repairs", "a quieter street",
    "one trip less per week", "almost no waste", "a bill cut by a fifth", "less training", "steadier results",
]  # fmt: skip
DOUBTS = [
    "the price of spare parts", "damp weather", "the noise at night", "how long it lasts", "who will maintain it",
    "dust in the bearings", "the cost of insurance", "what happens in a flood", "the supply of copper", "its weight",
]  # fmt: skip
MONTHS = ["January", "March", "April", "June", "August", "September", "October", "November"]
AUTHORS = ["Sample desk North", "Sample desk South", "Sample night desk", "Sample field desk"]

TITLES = [
    "The {thing} that {does}",
    "What {place} learned from a {thing} in {n} weeks",
    "Why {group} took {part} apart {n} times",
    "A {thing} for {place}: {gain}, and one open question",
    "{n} days with a {thing} that {does}",
    "How {group} built a {thing} nobody asked for",
    "Inside the {thing}: {part} decides everything",
    "From {place} to the world: a {thing} that {does}",
    "Slow, cheap and steady: a {thing} at {place}",
    "After {n} trials, {group} trusts {part} at last",
]
LEADS = [
    "When {group} first showed the {thing} at {place}, hardly anyone stopped to look.",
    "For {n} weeks a {thing} has been at work at {place}, and it {does}.",
    "A {thing} that {does} sounds like a promise from a fair, yet {group} has one running at {place}.",
    "It began with a broken part: {group} wanted to replace {part} and ended up with a new {thing}.",
    "Since {month} the people at {place} have shared a single {thing}, and nobody wants to give it back.",
]
BODY = [
    "The idea is older than it looks: a notebook from {month} already shows {part} in pencil.",
    "In the first {n} days it failed every morning, always at the same step, and always for the same reason.",
    "Measured over {n} days, the trial brought {gain}, according to the log that {group} keeps on the wall.",
    "What surprised the testers was not speed but calm: there was simply less to watch.",
    "Most of the work went into {part}, which had to be drawn again {n} times before it fitted.",
    "People at {place} were asked to write down every fault, however small, and they filled {n} pages.",
    "The largest doubt concerns {doubt}, and the builders do not claim to have an answer yet.",
    "A second unit went to {place} in {month}, this time with a thicker frame and a shorter cable.",
    "Nothing in it is new by itself; the trick lies in the order in which the pieces are joined.",
    "For comparison, the machine it replaces needed {n} visits a year and a cupboard of its own.",
    "The drawings are open, so that anybody with a drill and some patience can build a {thing} at home.",
    "Critics point to {doubt}, and a fair test would have to run through at least one hard winter.",
    "On paper the {thing} loses against every rival; in daily use it wins because it is never switched off.",
    "{n} of the first hundred units came back, nearly all because of a single loose screw.",
    "The handbook is four pages long and was written by the people who clean the rooms.",
    "If {part} wears out, it can be changed in {n} minutes with one tool that comes in the box.",
    "Several towns have asked for a loan, among them one that had refused the same plan in {month}.",
    "The budget was small: about {n} thousand coins, half of it for parts and half for bread and coffee.",
    "What counts, say the users, is {gain}; the technology behind it interests them little.",
    "During the storm in {month} the {thing} ran on, while the lights at {place} did not.",
    "An earlier version {does} as well, though it weighed {n} kilograms and hummed.",
    "The software fits on a single page, and that page is pinned beside the door.",
    "A chart in the hall shows {n} weeks of readings, with one gap where somebody pulled the plug.",
    "Whether the gain lasts will depend on {doubt} more than on any clever circuit.",
    "Those who repaired the old machine now train others, which nobody had planned.",
    "Every Friday {group} opens the doors and lets visitors take {part} in their hands.",
    "The first buyer paid in apples, the second in hours, and only the ninth in money.",
    "Compared with last {month}, the share of false alarms fell from {n} in a hundred to almost none.",
    "One apprentice found the fault by ear: {part} clicked a little too early.",
    "The next version should be lighter by a quarter and leave out the display altogether.",
    "A note on safety: {part} gets warm, and the manual asks for a hand's width of free air.",
    "Suppliers were slow, so {group} learned to cast the housing from melted bottle caps.",
    "The night shift at {place} reports {gain}, and adds that the coffee is better too.",
    "It took {n} letters to obtain a permit, most of them about {doubt}.",
    "A simple rule came out of the trial: if nobody can explain a setting, the setting goes.",
    "Rain did no harm, fog did, and a curious seagull did most harm of all.",
    "The numbers are public and can be checked, down to the weight of each of the {n} screws.",
    "Where two of them stand side by side, they share the load and rest in turns.",
    "Asked what they would do differently, the builders name {doubt} at once.",
    "The old hands were sceptical until {month}, when the {thing} outlived the machine beside it.",
]
ENDS = [
    "The trial goes on until {month}; then {place} will decide whether it may stay.",
    "For now the {thing} stays where it is, and somebody has given it a name.",
    "The plans, the faults and the figures of all {n} weeks are free to copy.",
    "Until {doubt} is settled, there will be one {thing} and a long waiting list.",
]
HEADS = ["How it came about", "What was measured", "What is still open", "In daily use", "What comes next", "The cost"]
ADVERTS = [
    "Only today: {n} percent off every {thing}! Order now and get a second one free.",
    "Best price for a {thing}, guaranteed: we match any offer from {place} within {n} hours.",
    "You will not believe this deal, and the {n} pieces that are left will be gone by noon.",
    "Join our list, tell {n} friends about the {thing} and collect a bonus with every click.",
    "Thousands of happy buyers cannot be wrong: {gain}, or your money back!",
    "Forget {doubt}! Our {thing} {does}, and delivery is free until the end of {month}.",
    "Use the code SAMPLE{n} at the counter and save once more on {part}.",
    "Hurry to {place} this weekend, where our van hands out vouchers worth {n} coins.",
    "Why wait until {month}? Pay nothing now and {n} small rates later.",
    "Every owner of a {thing} should have two, says our sales desk, and three is even better.",
    "Upgrade {part} to gold for a surcharge of {n} and impress the whole neighbourhood.",
    "This page contains offers from our partners, and partners of {group} save {n} percent more.",
    "Our winter sale at {place} has begun, and the shelves are emptying by the minute.",
    "Scan, smile, save: the {thing} that {does} has never been so cheap, not even in {month}.",
    "Ask for the family pack with {n} adapters, a carrying bag and a lifetime of good mood.",
    "No risk at all: send your {thing} back within {n} days and choose something dearer.",
    "The first {n} callers win a weekend at {place}, breakfast and brochure included.",
    "Experts agree that {part} looks best in red, and red is on sale until Sunday.",
    "Still worried about {doubt}? Our premium cover costs less than a cup of tea a day.",
    "Click the banner, spin the wheel, and with a little luck the {thing} costs you nothing.",
    "Members of our club enjoy {gain} and a birthday card signed by the whole team.",
    "Last year we sold {n} thousand pieces at {place} alone, so do not be the one without.",
]
ADVERT_TITLES = ["{n}% OFF: {thing} super sale", "Last chance: cheap {thing}!!!", "Hot deal of the hour: {thing}"]
CAPTION = "Sample picture: {place}"
