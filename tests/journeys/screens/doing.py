"""What people do on the screens, in their words."""

from __future__ import annotations

from tests.web.browser import Visitor

NAME = "Ambrosia Testcase"
CONCERN = "Comes to school hungry and in wet clothes, three times since half-term."


def begins_a_concern(somebody: Visitor, area: str = "southampton") -> str:
    """From the first question to the list of tasks. Out: the address of the list."""
    somebody.goes_to("/report/")
    somebody.chooses("No, but I am worried")
    somebody.presses("Continue")
    somebody.goes_to(f"/report/area/{area}/?danger=no")
    somebody.presses("Begin to write")
    # A member of the public is first shown the code with which to come back.
    return somebody.page.url.removeprefix(somebody.address).removesuffix("code/")


def tells_of_a_child(somebody: Visitor, tasks: str, name: str = NAME) -> None:
    """Who the child is."""
    goes_to_the_task(somebody, tasks, "child")
    somebody.chooses("Yes", within="Has the child been born?")
    somebody.page.locator("input[name=name]").fill(name)
    for part, value in (("day", "27"), ("month", "3"), ("year", "2017")):
        somebody.page.locator(f"input[name='born.{part}']").fill(value)
    somebody.presses("Save and continue")


def tells_the_concern(somebody: Visitor, tasks: str, text: str = CONCERN) -> None:
    """What the worry is, and what the child said."""
    goes_to_the_task(somebody, tasks, "the-concern")
    somebody.page.locator("textarea[name=concern]").fill(text)
    said = somebody.page.locator("textarea[name=childs-own-words]")
    if said.count():
        said.fill("I did not have breakfast.")
    somebody.presses("Save and continue")


def goes_to_the_task(somebody: Visitor, tasks: str, word: str) -> None:
    """Opens the task of the list whose address holds this word."""
    somebody.goes_to(tasks)
    found = somebody.page.locator(f"main a[href*='{word}']")
    assert found.count(), f"{somebody.page.url} has no task {word}:\n{somebody.page.inner_text('main')}"
    found.first.click()
    somebody.looks_with_axe()


def does_every_other_task(somebody: Visitor, tasks: str) -> None:
    """Opens each task that waits and answers what must be answered."""
    somebody.goes_to(tasks)
    addresses = [one.get_attribute("href") or "" for one in somebody.page.locator("main a[href*='/topic/']").all()]
    for address in addresses:
        if "the-concern" in address:
            continue
        somebody.goes_to(address)
        answers_whatever_is_asked(somebody)
        somebody.presses("Save and continue")


def answers_whatever_is_asked(somebody: Visitor, **choices: str) -> None:
    """Answers every question in sight that is still open: `choices` by the field's name, else the first choice or a sentence."""
    page = somebody.page
    for name in dict.fromkeys(one.get_attribute("name") or "" for one in page.locator("main input[type=radio]").all()):
        group = page.locator(f"main input[type=radio][name='{name}']")
        if not group.first.is_visible() or any(one.is_checked() for one in group.all() if one.get_attribute("value")):
            continue
        wanted = (
            page.locator(f"main input[type=radio][name='{name}'][value='{choices[name]}']")
            if name in choices
            else group
        )
        wanted.first.check()
    for name in dict.fromkeys(
        one.get_attribute("name") or "" for one in page.locator("main input[type=checkbox]").all()
    ):
        group = page.locator(f"main input[type=checkbox][name='{name}']")
        left_alone = name not in choices and (name.startswith(("also", "act.")) or name.endswith((".state", ".use")))
        if not left_alone and group.first.is_visible() and not any(one.is_checked() for one in group.all()):
            wanted = page.locator(f"main input[type=checkbox][name='{name}'][value='{choices.get(name, '')}']")
            (wanted if name in choices else group).first.check()
    for field in page.locator("main textarea").all():
        if field.is_visible() and not field.input_value() and ".because" not in (field.get_attribute("name") or ""):
            field.fill("Talked over with everybody concerned; written down the same day.")


def sends_it(somebody: Visitor, tasks: str) -> str:
    """Checks the answers and sends. Out: the reference on the receipt."""
    somebody.goes_to(tasks)
    somebody.page.locator("main a[href*='check']").first.click()
    somebody.looks_with_axe()
    somebody.page.locator("main form button[type=submit]").last.click()
    somebody.page.wait_for_load_state()
    somebody.looks_with_axe()
    return reference_on(somebody)


def reference_on(somebody: Visitor) -> str:
    """The first reference on the page."""
    import re

    found = re.search(r"WM-[0-9A-Z]{4}-[0-9A-Z]{4}", somebody.page.inner_text("main"))
    assert found, somebody.page.inner_text("main")
    return found[0]


def opens_the_step(somebody: Visitor, child: str, step: str, episode: str = "") -> None:
    """Opens the page of a step of a child, both by their names."""
    query = f"?episode={episode}" if episode else ""
    somebody.goes_to(f"/child/{slug(child)}/step/{step}/{query}")


def records(
    somebody: Visitor,
    child: str,
    step: str,
    option: str = "",
    *,
    present: tuple[str, ...] = (),
    anyway: bool = False,
    **choices: str,
) -> None:
    """Fills the page of a step and sends it. What is refused by a rule is recorded as having happened, if the journey says so."""
    opens_the_step(somebody, child, step)
    topics = [one.get_attribute("href") or "" for one in somebody.page.locator("main .govuk-task-list a").all()]
    for topic in topics:
        somebody.page.goto(
            somebody.page.url.partition("?")[0].rstrip("/") + "/" + topic
            if topic.startswith("?")
            else somebody.address + topic
        )
        _answers_the_topic(somebody, **choices)
    if topics:
        opens_the_step(somebody, child, step)
    fills_the_step(somebody, option, present, **choices)
    sends_the_step(somebody)
    for _ in range(3):
        if "There is a problem" not in somebody.page.inner_text("main"):
            return
        again = somebody.page.locator("textarea[name='act.anyway']")
        if again.count() and again.first.is_visible():
            assert anyway, somebody.page.inner_text("main")
            again.first.fill("It was done at once, because the child could not wait.")
        answers_whatever_is_asked(somebody, **choices)
        sends_the_step(somebody)
    raise AssertionError(somebody.page.inner_text("main"))


def _answers_the_topic(somebody: Visitor, **choices: str) -> None:
    """An answer may bring another question into sight, at once or when the page comes back."""
    here = somebody.page.url
    for _ in range(4):
        answers_whatever_is_asked(somebody, **choices)
        somebody.page.wait_for_timeout(700 if somebody.script else 0)
        answers_whatever_is_asked(somebody, **choices)
        somebody.presses("Save and continue")
        if somebody.page.url != here:
            return


def fills_the_step(somebody: Visitor, option: str = "", present: tuple[str, ...] = (), **choices: str) -> None:
    """The decision, who was there, and every question in sight."""
    page = somebody.page
    if option:
        wanted = page.locator(f"main input[name='act.option'][value='{option}']")
        assert wanted.count(), f"{page.url} does not offer {option}:\n{page.inner_text('main')}"
        wanted.check()
    for member in present:
        page.locator(f"main input[name='act.present'][value='{member}']").check()
    answers_whatever_is_asked(somebody, **choices)


def sends_the_step(somebody: Visitor) -> None:
    """Presses the button of the step's page; again where the answers have brought up further questions, which may stay open."""
    for _ in range(3):
        somebody.page.locator("main button[name=_do][value=record]:visible").last.click()
        somebody.page.wait_for_load_state()
        somebody.looks_with_axe()
        if "further question" not in somebody.page.inner_text("main"):
            return


def slug(child: str) -> str:
    """How a child stands in an address."""
    return child.removeprefix("child:").replace(":", "~")
