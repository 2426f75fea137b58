"""A consult on paper: what was asked, by whom it was seen and taken, what was answered, how it ended."""

from webapp.records.pages.setting import Record, Setting
from webapp.records.paper import Paper


def consult_title(setting: Setting, consult: Record) -> str:
    """How it is called, also where a case points to it."""
    words, request = setting.words, consult["request"]
    return words("consult.title", time=words.moment(request["at"])) if request else words("consult.none")


def consult_pages(paper: Paper, setting: Setting, consult: Record, level: int) -> None:
    """Below a heading that names it."""
    words, request = setting.words, consult["request"]

    def by(step: Record) -> str:
        return words("by", name=setting.name(step["author"]), at=words.moment(step["at"]))

    facts = [
        (words("state"), words(f"state.{consult['state']}")),
        (words("urgency"), words(f"urgency.{consult['urgency']}")),
    ]
    if request:
        facts += [
            (words("asked"), by(request)),
            (words("cause"), words(f"cause.{request['cause']}")),
            (words("categories"), ", ".join(request["categories"])),
            (words("person"), request["caseCode"]),
            (words("words"), request["words"]),
            (words("excerpt"), request["excerpt"]),
        ]
    for added in consult["words"]:
        raised = f" {words('words.raised')}." if added["raises"] else ""
        facts.append((words("words"), f"{added['text']}\n({by(added)}.{raised})"))
    facts += [(words("seen"), by(step)) for step in consult["seen"]]
    facts += [(words("taken"), by(step)) for step in consult["takenBy"]]
    paper.facts(facts)
    for answer in consult["answers"]:
        paper.heading(words("answer"), level)
        paper.small(by(answer))
        steps = "\n".join(words("step", **step) for step in answer["steps"])
        paper.facts(
            [
                (words("decision"), words(f"decision.{answer['decision']}")),
                (words("reasons"), answer["reasons"]),
                (words("set-aside"), answer["setAside"]),
                (words("steps"), steps),
                (words("debrief"), words(f"debrief.{answer['debrief']}")),
            ]
        )
    if consult["closed"]:
        closed = consult["closed"]
        paper.heading(words("closed"), level)
        paper.small(by(closed))
        paper.facts(
            [
                (words("outcome"), closed["outcome"]),
                (words("told"), words(f"told.{closed['told']}")),
                (words("reason"), closed["toldReason"]),
            ]
        )
