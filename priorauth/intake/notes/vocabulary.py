"""The words that a plain statement is made of. A sentence with any other word says more than was understood.

Patterns see what they look for and pass over the rest, and the rest may turn the meaning: "she was told that …", "in
the study …", "at least 8 of them …". So a proposal is plain only where every word of its sentences is known here.
"""

from __future__ import annotations

import re

from priorauth.intake.notes.drugs import TOXIN, mentions
from priorauth.intake.notes.outcomes import SIDE_EFFECT

_SENTENCE = """
a an the and or of in on at to for with from by as is are be been has have her his their she he they it this these each
every per over during since past last which until x t d c i u m
now currently current present presently today
reports reported reporting describes described describing states notes noted experiences experiencing having gets
getting
patient pt woman man female male lady gentleman year years old hpi cc interval history follow up
frequency ms mr mrs dr md do np pa
diary calendar log recorded documented documents shows
"""
_HEADACHE = """
headache headaches ha has migraine migraines chronic without aura intractable day days month months mo monthly
week weeks
wk hour hours hrs hr attack attacks episode episodes lasting lasts last duration untreated treatment medication
if left occur occurs occurring least most more less fewer no than at up between bilateral unilateral throbbing
pulsating moderate
jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
november dec december
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty
"""
_TREATMENT = """
tried trialed trial failed took taken taking takes continues continued continue started stopped discontinued d/c'd dc
remains remained ongoing titrated increased due because side effect effects adverse intolerance intolerant tolerated
tolerate could did not unable benefit relief improvement response inadequate insufficient ineffective effective helped
helpful help worked work no lack efficacy without caused developed reason
mg daily bid tid qd qhs po nightly bedtime night morning once twice times time a day er xr la sr dr xl oral dose
prior previous preventive preventives preventative prophylactic prophylaxis prevention medication medications medicine
medicines meds drug drugs both all each then was were
hypertension blood pressure depression anxiety insomnia sleep neuropathy seizures epilepsy
s e se
"""
_PROCEDURE = """
units unit injected injection injections given administered performed received session sessions treatment treatments
procedure im sites site vial vials wasted discarded waste used done first last cervical dystonia spasticity
midas hit score scores total grade i ii iii iv is was
uses use using rescue abortive acute
allergies allergy allergic reaction rash hives
"""
_KNOWN = frozenset(" ".join((_SENTENCE, _HEADACHE, _TREATMENT, _PROCEDURE)).split())
_WORD = re.compile(r"[a-z][a-z']*")


def unknown_words(text: str) -> tuple[str, ...]:
    """Return the words of a sentence that a plain statement would not hold, in their order."""
    lower = text.lower()
    for one in reversed(mentions(lower)):
        lower = f"{lower[: one.start]} {lower[one.end :]}"
    rest = SIDE_EFFECT.sub(" ", TOXIN.sub(" ", lower))
    return tuple(dict.fromkeys(word for word in _WORD.findall(rest) if word not in _KNOWN))
