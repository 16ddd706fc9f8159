"""R5, lawful and neutral: no protected topic about the candidate, no gendered word, no idiom, no culture fit.

A word is judged by its sense. "Race condition", "native app" or a patient's medication are work; "your medication"
is not. So job senses are masked first, then a topic counts where it is always about the person ("maiden name"), or
where the sentence turns it on the candidate ("your ...", "do you have ...", "tell us about ...").
Topics after US federal and common state lists (EEOC; 42 USC 12112(d)(2)(A)), and GDPR article 9.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.words import sentences


class Topic(NamedTuple):
    name: str
    term: str  # counts when turned on the candidate
    always: str  # counts wherever it stands


_TOPICS = (
    Topic("age", r"ages?|birth ?day|birth ?date|date of birth|year of birth|generation|retire(?:ment)?|graduation (?:date|year)|year of graduation|youth",
          r"how old are you|date of birth|(?:what|which) year (?:did|were) you (?:graduate|born|finish (?:school|university))|when (?:did|will) you (?:graduate|retire|turn)|"
          r"when were you born|recent graduates?|too old|too young|over-?qualified|digital natives?|under (?:30|35|40)s?|years? young|older (?:workers|candidates|applicants)|"
          r"young(?:,| and)? (?:dynamic|energetic|team|talent|professionals?|blood)|younger candidates?|youthful|energetic"),
    Topic("race or colour", r"race|skin|ethnicity|ethnic (?:origin|background|group)|racial (?:background|identity)|heritage|ancestry",
          r"skin colou?r|what race|are you (?:black|white|asian|hispanic|latino|latina|arab)|your complexion"),
    Topic("religion", r"religions?|religious (?:beliefs?|holidays?|views?)|faith|church|mosque|synagogue|temple|god|prayers?|sabbath|holy days?|beliefs in god",
          r"do you pray|are you (?:religious|christian|muslim|jewish|hindu|catholic|protestant|sikh|buddhist|atheist)|which holidays do you|"
          r"religious holidays? do you|work on (?:the sabbath|religious holidays?|christmas|eid|diwali|yom kippur)|go to church"),
    Topic("sex, gender or orientation", r"sex|gender|gender identity|sexual orientation|sexuality|pronouns|transition(?:ing)?",
          r"sexual orientation|are you (?:gay|lesbian|straight|bisexual|trans|transgender|a (?:man|woman|male|female))|as a (?:woman|man|mother|father|mum|mom|dad)\b|"
          r"(?:working for|reporting to|managed by|supervis\w+ by) a (?:woman|man|female|male)|male candidates?|female candidates?"),
    Topic("pregnancy or family", r"pregnan(?:t|cy)|child(?:ren)?|kids?|baby|babies|family|families|child ?care|parental leave|maternity(?: leave)?|paternity(?: leave)?|dependants?|fertility|family planning",
          r"child ?care arrangements|family plans|start(?:ing)? a family|planning (?:to have|on having) (?:children|kids|a family|a baby)|have (?:more )?(?:kids|babies)\?|"
          r"(?:do|will) you (?:have|want|plan (?:to have|on having)) (?:any |more )?(?:children|kids|a baby|a family)|"
          r"family (?:commitments|responsibilities|obligations|situation|life)|who (?:looks|will look) after your|maternity leave"),
    Topic("marital status", r"husband|wife|spouse|marriage|marital|partner at home|boyfriend|girlfriend|fianc[eé]e?|divorce",
          r"marital status|maiden name|are you (?:married|single|divorced|engaged|widowed)|do you live (?:alone|with)|mrs\.? or miss"),
    Topic("origin or citizenship", r"nationality|birthplace|place of birth|national origin|country of origin|citizenship|accent|native (?:language|tongue|country)|mother tongue|first language|passport|immigration status|visa status|parents",
          r"where (?:are you|do you|does your family) (?:really |originally )?(?:come )?from|where were you born|native speakers?|mother tongue|native (?:english|german|french|spanish)|"
          r"are you an? (?:us|u\.s\.|american|british|eu|european|german|french|indian) citizen|are you a citizen|what(?:'s| is) (?:that|your) accent|country of birth|country (?:were|are) you (?:born|from)|"
          r"how did you learn (?:english|german|french|spanish|the language)|(?:were|are) your parents"),
    Topic("disability or health", r"disabilit(?:y|ies)|disabled|illness(?:es)?|medical (?:history|condition|conditions|problems|record|leave)|medications?|prescriptions?|health(?: problems| issues| condition| history| status)?|mental health|surgery|diagnos(?:is|es)|sick (?:days|leave)|therapy|injur(?:y|ies)|handicap|weight|height|impairment",
          r"sick (?:days|leave) (?:did|have|do) you|workers['’]? compensation|are you (?:disabled|healthy|in good health|able-bodied|fit and well|on (?:any )?medication)|able-bodied|"
          r"need (?:any )?(?:reasonable )?(?:accommodations?|adjustments?) (?:for|because)|have you ever (?:been (?:ill|hospitali[sz]ed|injured|treated for)|had (?:depression|anxiety|cancer|surgery))|"
          r"physically fit|how tall are you|how much do you weigh|suffer from|do you (?:smoke|drink)\b"),
    Topic("genetic information", r"genetic(?:s| information| test)?|hereditary|family medical history|family history",
          r"family medical history|genetic tests? have you|runs? in your family"),
    Topic("arrest or conviction", r"criminal record|arrests?|convictions?", r"(?:have you (?:ever )?been|were you(?: ever)?) (?:arrested|convicted|charged|in (?:jail|prison))|ever arrested|arrest record"),
    Topic("military discharge", r"military (?:discharge|record|service)", r"(?:honou?rabl[ey]|dishonou?rabl[ey]) discharged?|type of discharge|discharged from the (?:army|navy|military|service)"),
    Topic("union membership", r"(?:trade |labou?r )?unions?(?: membership)?", r"union (?:member(?:ship)?|views)|trade[- ]union|(?:join|joined|belong to|organi[sz]ed?) a union|support unions"),
    Topic("political views", r"politics|political (?:views?|party|opinions?|beliefs?|affiliations?)|election|voting",
          r"(?:who|which party) (?:did|do|would|will) you vote|(?:your|you) politics|political (?:views|affiliation|party do you)|are you (?:a )?(?:republican|democrat|conservative|liberal|socialist)"),
    Topic("property or credit", r"own home|mortgage|credit (?:score|rating|history|record)|bankruptcy|debts?|home ownership",
          r"(?:do you )?own (?:or rent|a (?:car|house|home))|own your (?:own )?(?:home|house|car)|been bankrupt|declared bankruptcy|wages? garnish\w+"),
    Topic("clubs", r"clubs?|lodges?|societies you", r"(?:which|what) (?:clubs|lodges|societies|organi[sz]ations) do you belong"),
    Topic("pay history", r"(?:current|previous|last|present|past) (?:salary|salaries|pay|wages?|compensation)|salary history",
          r"salary history|(?:current|previous|last|present) salary|how much (?:do|did) you earn|what (?:do|did) you earn"),
)  # fmt: skip

# Job senses: masked before a topic is looked for.
_JOB_SENSES = re.compile(
    r"\b(?:race conditions?|data races?|race (?:between|to)|child (?:process|processes|theme|themes|record|records|row|rows|table|tables|class|classes|element|elements|node|nodes|nodes|component|components|issue|issues|protection|safeguarding)"
    r"|parent (?:process|class|table|row|record|node|element|task|company|ticket)s?|famil(?:y|ies) of (?:models?|products?|functions?|parts?|instruments?|standards?)|(?:model|product|font|column|instance) famil(?:y|ies)"
    r"|native (?:apps?|applications?|code|modules?|libraries|mobile|cloud|types?|queries|sql)|cloud-native|aged (?:debts?|debtors?|stock|receivables?|balances?|items?)|(?:cache|data|stock|message|record|file|ticket|queue|key|account|password|backup) ages?|age of (?:the )?(?:data|records?|stock|debt|cache|backup|tickets?|messages?)|ages? (?:of|in) (?:the )?(?:queue|cache|records?)"
    r"|disability benefits? (?:software|systems?|claims?|service)|(?:git|python|config) pronouns|health ?checks?|health ?(?:endpoints?|probes?|and safety|status page|monitoring|insurance claims?|care (?:rules|data|software))|healthcare|(?:system|service|cluster|pipeline|node|database|account|project|team|code) health|health of (?:the|a) (?:service|system|project|pipeline|team|cluster|estate)"
    r"|master[/ -]child|code generation|generations? (?:of|time)|token generation|report generation|lead generation|(?:retire|retirement) (?:of )?(?:the |a |an )?(?:system|service|server|api|endpoint|table|feature|component|version|code)s?|retir(?:e|ed|ing) (?:the|a|an|it|old)|legacy retirement"
    r"|test coverage of|technical debts?|design debts?|(?:bad|customer|aged) debts?|debt collection|sql unions?|union (?:query|all|types?|find|of (?:the )?(?:sets|tables|rows))|(?:tagged|type) unions?|credit (?:control|notes?|limits?|cards?|terms|check(?:s|ing)? (?:a|the|new) customers?)|european union"
    r"|weight(?:s|ed|ing)? (?:of|for|on|in|to|against)|(?:line|row|font|file|gross|net|parcel|pallet|load|model|table) (?:height|weight)s?|temple[- ]?ates?|good faith|religious about|sex(?:-disaggregated)|state transitions?|(?:css|page|screen|status|phase) transitions?|transition(?:ing|ed)? (?:to|from|between|of|into|period|plan)|diagnosis (?:of|for) (?:the|a) (?:fault|bug|failure|problem|incident|outage|error)"
    r"|election of (?:a )?leader|leader elections?|voting (?:quorum|round)|vote (?:count)|memory of|fathered|motherboard|own (?:the|a|an|up)|accent colou?rs?|background (?:job|task|process|work|thread)s?|young(?:er)? (?:people|children|pupils|learners|patients|persons|adults)|skin (?:of the app|for the site)|arrest(?:er|ing)? (?:fault|the fault|decay)|cardiac arrests?|conviction (?:that|about))\b",
    re.I,
)  # fmt: skip

_ON_THE_CANDIDATE = (
    r"\byour (?:own |current |present |personal |private |any )?(?:[\w-]+ ){{0,1}}(?:{term})\b",
    r"\b(?:do|did|are|were|have|will|would|can|could) you (?:currently |ever |already |still |often )?(?:have|had|has|take|taking|taken|use|need|needed|plan|planning|want|expect|intend|attend|belong to|go to|observe|practi[sc]e|"
    r"celebrate|support|suffer|been|be|got|keep|own)? ?(?:to have |to take |any |a |an |the |some |more |in a |on |with |of )*(?:{term})\b",
    r"\b(?:tell us|tell me|talk to us|talk) about (?:your|the) (?:[\w-]+ )?(?:{term})\b",
    r"\b(?:candidate|applicant|interviewee)(?:['’]s)? (?:[\w-]+ ){{0,2}}(?:{term})\b",
    r"\bwhat (?:religion|race|nationality|gender|sex|age|ethnicity|church|union|party|political party) (?:are|do|did) you\b",
)
# "Your team's health" is about the team; "your family of services" was masked above.
_NOT_PERSONAL = re.compile(r"\byour (?:team|company|organi[sz]ation|customer|client|patient|pupil|student|user|colleague|employer|service|system|product|project)s?['’]?s? ", re.I)

_GENDERED = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|s/he|guys?|gals?|girls?|ladies|gentlem[ae]n|lads?|manpower|man-?hours?|man-?days?|man-?made|mankind|chairm[ae]n|salesm[ae]n|"
    r"forem[ae]n|craftsm[ae]n|workm[ae]n|businessm[ae]n|middlem[ae]n|waitress(?:es)?|stewardess(?:es)?|housewi(?:fe|ves)|tradesm[ae]n|repairm[ae]n|spokesm[ae]n|policem[ae]n|firem[ae]n|man up|right-hand man|sportsmanship|workmanlike|"
    r"gentleman's agreement|mother hen|old boys)\b", re.I,
)  # fmt: skip
_IDIOM = re.compile(
    r"\b(?:rock ?stars?|ninjas?|gurus?|wizards? of|hit the ground running|outside (?:of )?the box|low[- ]hanging fruit|wear(?:ing)? (?:many|several|multiple) hats|move the needle|boil(?:ing)? the ocean|circle back|"
    r"silver bullets?|ball ?park|touch base|deep dive|get (?:all )?(?:your|their) ducks in a row|at the end of the day|back to square one|bite the bullet|drop(?:ped)? the ball|in the weeds|on the same page|up to speed|think(?:ing)? on (?:your|their) feet|"
    r"cut(?:ting)? corners|the elephant in the room|game[- ]changers?|go(?:ing|es)? the extra mile|step up to the plate|throw(?:n|ing)? under the bus|raise the bar|push the envelope|secret sauce|pull(?:ed|ing)? (?:your|their) weight|herding cats)\b", re.I,
)  # fmt: skip
_CULTURE_FIT = re.compile(
    r"\b(?:cultur(?:e|al) fit|fit (?:in|into|with) (?:our|the) (?:culture|team|family|company)|one of us|beer test|work hard,? play hard|like a family|our family|have a beer|good vibes?|team player personality|"
    r"gel with the (?:team|lads|guys))\b", re.I,
)  # fmt: skip

_COMPILED = tuple(
    (topic.name, re.compile(rf"\b(?:{topic.always})(?!\w)", re.I),
     tuple(re.compile(pattern.format(term=topic.term), re.I) for pattern in _ON_THE_CANDIDATE))
    for topic in _TOPICS
)  # fmt: skip


def check(item: Item) -> Iterator[Fault]:
    for place, text in item.spoken() + [("the material", item.material), ("the key", item.key)]:
        for topic, found in unlawful(text):
            yield item.fault("R5", f"{place}: “{found}” touches {topic}, which must not be asked: leave it out")
        if place == "the material":
            continue
        for pattern, what in (
            (_GENDERED, "is gendered: say “they”, or name the job"),
            (_IDIOM, "is an idiom that not everyone knows: say it plainly"),
            (_CULTURE_FIT, "asks for sameness, not for work: leave it out"),
        ):
            found = pattern.search(text)
            if found:
                yield item.fault("R5", f"{place}: “{found[0]}” {what}")


def unlawful(text: str) -> Iterator[tuple[str, str]]:
    """The protected topics that a text turns on the candidate, as (topic, the words); one hit for a topic and sentence."""
    for sentence in sentences(text):
        plain = _JOB_SENSES.sub("work", sentence)
        person = _NOT_PERSONAL.sub("their ", plain)
        for name, always, turned in _COMPILED:
            found = always.search(plain) or next(filter(None, (pattern.search(person) for pattern in turned)), None)
            if found:
                yield name, found[0].strip()
