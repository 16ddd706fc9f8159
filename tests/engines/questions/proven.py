"""The proven optimum of a plan by OR-Tools CP-SAT: the worth of the board, written a second time as a model.

Nothing of the board is used but its constants, so that a slip in either shows as a difference.
"""

from collections import defaultdict
from itertools import product

from ortools.sat.python import cp_model

from app.engines.questions import board as b
from app.engines.questions.nearness import nearness
from app.engines.questions.plan import can_differ, reserved_minutes
from app.engines.questions.settings import settings_of
from app.engines.questions.sides import PEOPLE


def proven(wanted, stages, candidates, work=60.0):
    """(worth of the best arrangement, upper bound); equal where the optimum is proven within the limit of work.

    `work` is about seconds of an idle machine, but counted in steps: the same on a busy one.
    """
    model = cp_model.CpModel()
    places = range(len(stages))
    free = [stage.minutes - reserved_minutes(stage.minutes) for stage in stages]
    x = {
        (q, s): model.new_bool_var(f"{question.id}@{s}")
        for (q, question), s in product(enumerate(candidates), places)
        if question.minutes <= free[s] and stages[s].may_ask(question.competency)
    }
    _once(model, candidates, x)
    for s in places:
        model.add(sum(candidates[q].minutes * var for (q, at), var in x.items() if at == s) <= free[s])
    by_topic = defaultdict(list)
    for (q, s), var in x.items():
        by_topic[candidates[q].competency, s].append(var)
    worth = _coverage(model, wanted, stages, by_topic)
    worth += _shape(model, stages, free, candidates, x)
    worth += _sides(model, wanted, candidates, x)
    worth += _own(wanted, candidates, x)
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = work
    solver.parameters.num_workers = 1
    solver.solve(model)
    return round(solver.objective_value), round(solver.best_objective_bound)


def _once(model, candidates, x):
    named, topics = defaultdict(list), defaultdict(list)
    for (q, _), var in x.items():
        topics[candidates[q].competency].append(var)
        for name in candidates[q].names:
            named[name].append(var)
    for group in named.values():
        model.add(sum(group) <= 1)
    for group in topics.values():
        model.add(sum(group) <= b.MOST_PER_COMPETENCY)


def _coverage(model, wanted, stages, by_topic):
    """For each responsibility one pair: the question that serves it first, and the next best beside it."""
    at_least = {}

    def there(topic, count):
        if (topic, count) not in at_least:
            var = model.new_bool_var("")
            model.add(sum(by_topic[topic]) >= count).only_enforce_if(var)
            at_least[topic, count] = var
        return at_least[topic, count]

    worth = []
    for responsibility in wanted:
        asked = [
            (fit, competency, s)
            for fit, competency in zip(b.FIT, responsibility.competencies, strict=False)
            for s in range(len(stages))
            if (competency, s) in by_topic
        ]
        pairs = []
        high = responsibility.importance >= b.HIGH_IMPORTANCE
        for fit, competency, s in asked:
            value = responsibility.importance * b.FIRST * fit
            value += b.HIGH_COVERED * responsibility.importance * high
            alone = model.new_bool_var("")
            model.add_implication(alone, there((competency, s), 1))
            pairs.append(alone)
            worth.append(value * alone)
            for other, topic, elsewhere in asked:
                differs = s != elsewhere and can_differ(stages[s], stages[elsewhere])
                both = model.new_bool_var("")
                model.add_implication(both, there((competency, s), 1))
                same = (topic, elsewhere) == (competency, s)
                model.add_implication(both, there((topic, elsewhere), 2 if same else 1))
                pairs.append(both)
                second = other * (b.OTHER_STAGE if differs else b.SAME_STAGE)
                worth.append((value + responsibility.importance * second) * both)
        if pairs:
            model.add_at_most_one(pairs)
    return worth


def _shape(model, stages, free, candidates, x):
    worth = []
    kinds_seen = defaultdict(list)
    for s, stage in enumerate(stages):
        here = [(candidates[q].kind, var) for (q, at), var in x.items() if at == s]
        count = sum(var for _, var in here) if here else 0
        worth.append(b.PER_QUESTION * count)
        for kind, var in here:
            kinds_seen[kind].append(var)
        if free[s] >= b.HOLDS_TWO:
            fewest = 3 if free[s] >= b.HOLDS_THREE else 2
            short = model.new_int_var(0, fewest, "")
            model.add(short >= fewest - count)
            worth.append(-b.TOO_FEW * short)
        if stage.minutes >= b.LONG_STAGE and here:
            present = _present(model, here)
            two = model.new_bool_var("")
            model.add(sum(present) >= 2).only_enforce_if(two)
            worth.append(b.TWO_KINDS * two)
    if not x:
        return worth
    every = [(kind, var) for kind, group in kinds_seen.items() for var in group]
    kinds = model.new_int_var(0, 3, "")
    model.add(kinds <= sum(_present(model, every)))
    worth.append(b.EACH_KIND * kinds)
    if kinds_seen["work_sample"]:
        sample = model.new_bool_var("")
        model.add(sum(kinds_seen["work_sample"]) >= 1).only_enforce_if(sample)
        worth.append(b.WORK_SAMPLE * sample)
    total = sum(x.values())
    past = model.new_int_var(0, len(x), "")
    model.add(past <= sum(kinds_seen["past_behaviour"]))
    model.add(2 * past <= total + 1)
    worth.append(b.PAST_EVENT * past)
    balanced, few = model.new_bool_var(""), model.new_bool_var("")
    for group in kinds_seen.values():
        if group:
            model.add(10 * sum(group) <= 7 * total).only_enforce_if(balanced)
    model.add(total <= 3).only_enforce_if(few)
    one_sided = model.new_bool_var("")
    model.add_bool_or(balanced, few, one_sided)
    worth.append(-b.ONE_SIDED * one_sided)
    return worth


def _own(wanted, candidates, x):
    at_home = settings_of(wanted)
    worth = []
    for (q, _), var in x.items():
        question = candidates[q]
        scene = (
            (b.AT_HOME if question.setting in at_home else b.ABROAD) if at_home and question.setting else 0
        )
        worth.append((scene + b.NEARER * nearness(question, wanted)) * var)
    return worth


def _present(model, pairs):
    """One variable for each kind, true only where a question of that kind is placed."""
    groups = defaultdict(list)
    for kind, var in pairs:
        groups[kind].append(var)
    found = []
    for group in groups.values():
        var = model.new_bool_var("")
        model.add(sum(group) >= 1).only_enforce_if(var)
        found.append(var)
    return found


def _sides(model, wanted, candidates, x):
    if len({name in PEOPLE for one in wanted for name in one.competencies[:3]}) < 2:
        return []
    sides = _present(model, [(candidates[q].competency in PEOPLE, var) for (q, _), var in x.items()])
    both = model.new_bool_var("")
    if len(sides) < 2:
        return []
    model.add(sum(sides) >= 2).only_enforce_if(both)
    return [b.BOTH_SIDES * both]
