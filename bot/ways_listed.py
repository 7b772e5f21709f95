"""Where the wording lists ways to say something: by what is meant, the key of the list."""

QUESTIONS = {
    "who_decides": "asked.who_decides.typed",
    "signposts": "asked.signposts.typed",
    "whats_on": "asked.whats_on.typed",
    "computer": "asked.computer.typed",
    "copy": "asked.copy.typed",
    "why_age": "asked.why_age.typed",
    "privacy": "asked.privacy.typed",
    "status": "asked.status.typed",
    "how_to_delete": "asked.how_to_delete.typed",
    "about": "asked.about.typed",
    "take_back": "asked.take_back.typed",
    "dont_quote": "asked.dont_quote.typed",
    "person": "asked.person.typed",
    "language": "asked.language.typed",
    "why_not_here": "asked.why_not_here.typed",
}
"""By the dialogue that answers it, what a short question to us is put as."""
NUMBER = {"number": "asked.number.typed"}
WRITE_BACK = {"yes": "asked.write_back_yes.typed", "no": "asked.write_back_no.typed"}
YES_OR_NO = {"yes": "asked.yes.typed", "no": "asked.no.typed"}
PUZZLED = {"puzzled": "asked.puzzled.typed"}
BACKWARDS = {"back": "asked.points_back.typed"}
SMALL = {"small": "asked.beside_a_place.typed"}
INTRODUCES = {"introduces": "asked.introduces.typed"}
NOT = {"not": "asked.not.typed"}
TOWNS = "asked.town_elsewhere.typed"
TO_CHANGE = {
    "place": "asked.change_place.typed",
    "theme": "asked.change_theme.typed",
    "kind": "asked.change_kind.typed",
}
NAMED = {
    "where_is": "asked.where_is_named.typed",
    "person": "asked.person_named.typed",
    "about": "asked.who_is_named.typed",
}
"""With # where the name of a worker of ours stands."""
OF_OURS = {"greets": "asked.greets_named.typed", "sent": "asked.sent_by_named.typed"}
"""How words open that name a worker of ours and tell nothing of them: "hi sam", "sam told me to write"."""
DOES = {"does": "asked.named_does.typed"}
"""What stands after the name where something is told of them all the same: "hi sam keeps shouting"."""
COMPLAINS = {"complains": "asked.complain_about.typed"}
SWORN = {"sworn": "asked.sworn_at.typed"}
IS_ABOUT = {"about": "asked.is_about.typed"}
OFFERS = {"offers": "asked.offers.typed"}
ROLES = {
    "make_tea": "asked.role_make_tea.typed",
    "spread_word": "asked.role_spread_word.typed",
    "coach": "asked.role_coach.typed",
    "on_the_day": "asked.role_on_the_day.typed",
    "lead": "asked.role_lead.typed",
    "come_once": "asked.role_come_once.typed",
}
"""By the small role that somebody speaks of who says what they could do; the first that fits counts."""
MYSELF = {"myself": "asked.of_myself.typed"}
WISHES = {"wishes": "asked.wishes.typed"}
JOINS = {"joins": "asked.joins.typed"}
"""What stands between two questions in one message."""
GOING_ON = {"on": "asked.goes_on.typed"}
OF_THEM = {"gone": "asked.gone.typed", "them": "asked.them.typed"}
NEAR = {
    "low": "asked.grief.typed",
    "at_home": "asked.at_home.typed",
    "a_child": "asked.a_child.typed",
}
TENURE = {
    "housing_association": "asked.tenure_housing_association.typed",
    "council": "asked.tenure_council.typed",
    "private": "asked.tenure_private.typed",
}
FOLLOWS_AGE = {"follows": "asked.follows_age.typed"}
"""What may open the words beside an age: "im 12 i want a pool"."""
WHY = {"why": "asked.why.typed"}
"""At the question of their age: why it is asked."""
NOT_MEANT = {"not_meant": "asked.not_meant.typed"}
