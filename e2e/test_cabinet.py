"""A participant looks at her day on a telephone, and the secretariat at its people on a laptop."""

from playwright.sync_api import expect

from e2e.signing_in import follow

CABINET = ["", "agenda/", "me/", "feed/"]
OFFICE = ["", "new/", "organisations/", "organisations/new/", "tokens/", "tokens/new/"]


def enter(site, page, **who: object) -> dict[str, str]:
    """Make somebody and sign her in by her link."""
    made = site.call("e2e.seeds:person", **who)
    follow(site, page, made["link"])
    return made


def test_the_cabinet_has_no_finding_in_three_languages_in_the_light_and_in_the_dark(site, page, axe, fits):
    made = enter(site, page, name="Aru", email="aru@example.org", roles=["part"], language="kk")
    assert axe(page) == []
    site.call("e2e.seeds:agenda", person_id=made["id"])
    for language, scheme in (("kk", "light"), ("ru", "dark"), ("en", "light"), ("en", "dark")):
        page.emulate_media(color_scheme=scheme)
        for part in CABINET:
            page.goto(f"{site.url}/{language}/my/{part}")
            assert (part, fits(page), axe(page)) == (part, True, [])


def test_home_says_what_is_next(site, page):
    made = enter(site, page, name="Aru Next", email="aru-next@example.org", roles=["part"])
    expect(page.locator(".empty h2")).to_have_text("Your agenda is empty")
    room = site.call("e2e.seeds:agenda", person_id=made["id"])
    page.reload()
    expect(page.locator("#next-title")).to_have_text("Opening")
    expect(page.locator(".next-where .strong")).to_have_text(f"{room}, Palace")


def test_own_data_with_the_keyboard_alone(site, page):
    enter(site, page, name="Aru Keys", email="aru-keys@example.org", roles=["part"])
    page.goto(f"{site.url}/en/my/me/")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Aru of the Keys")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Aru of the Keys")


COVERED = """() => {
  const box = document.querySelector(".toast").getBoundingClientRect();
  const near = (one) =>
    one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top;
  const all = [...document.querySelectorAll("a, button, input, select, textarea")];
  return all.filter((one) => !one.closest(".toast, .skip") && one.offsetParent && near(one.getBoundingClientRect()))
    .map((one) => one.outerHTML);
}"""


def test_what_is_said_after_saving_covers_nothing_that_can_be_pressed(site, page, axe):
    enter(site, page, name="Aru Saves", email="aru-saves@example.org", roles=["part"])
    page.goto(f"{site.url}/en/my/me/")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(".toast")).to_contain_text("Saved.")
    assert page.locator(".toast").bounding_box()["y"] < 740
    assert page.evaluate(COVERED) == []
    assert axe(page) == []


def test_the_office_of_people_has_no_finding_in_three_languages_narrow_and_wide(site, page, axe, fits):
    who = {"name": "Desk", "email": "desk@example.org", "organisation": "Comet"}
    made = enter(site, page, roles=["admn", "supp", "part"], **who)
    for language, width in (("kk", 360), ("ru", 1280), ("en", 360), ("en", 1280)):
        page.set_viewport_size({"width": width, "height": 800})
        for part in [*OFFICE, f"{made['code']}/", f"{made['code']}/change/"]:
            page.goto(f"{site.url}/{language}/office/people/{part}")
            assert (part, fits(page), axe(page)) == (part, True, [])
