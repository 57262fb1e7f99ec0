"""The secretariat works through its tables on a laptop: by keyboard, with views of its own, and takes steps back."""

import re

from playwright.sync_api import expect

from e2e.test_cabinet import enter


def test_a_session_gets_a_speaker_by_her_name_with_the_keyboard_alone_and_loses_her_for_a_moment(site, page, axe):
    page.set_viewport_size({"width": 1280, "height": 800})
    speaker = site.call("e2e.seeds:person", name="Aigul Saparova", email="aigul@example.org", roles=["part"])
    enter(site, page, name="Manager", email="manager@example.org", roles=["prog"])
    page.goto(f"{site.url}/en/office/programme/sessions/new/")
    page.locator("#id_title_en").fill("Orbits")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Orbits")
    person = page.get_by_role("combobox", name="Person")
    person.focus()
    page.keyboard.type("sapar")
    expect(page.locator(".proposals [role=option]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(person).to_have_value(f"Aigul Saparova · {speaker['code']}")
    page.keyboard.press("Enter")
    part = page.get_by_text("Aigul Saparova — speaker")
    expect(part).to_be_visible()
    page.get_by_role("button", name="Remove Aigul Saparova").click()
    expect(part).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Aigul Saparova — speaker")).to_be_visible()


def test_a_table_is_narrowed_kept_as_a_view_and_its_rows_open_beside_it(site, page, axe):
    page.set_viewport_size({"width": 1280, "height": 800})
    enter(site, page, name="Desk of views", email="views@example.org", roles=["supp"])
    page.goto(f"{site.url}/en/office/people/")
    page.keyboard.press("/")
    page.keyboard.type("views")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=views**")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("summary", has_text="Columns").click()
    page.get_by_label("Country").last.uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("thead")).not_to_contain_text("Country")
    page.locator("summary", has_text="Views").click()
    page.get_by_label("Save this view as").fill("Me")
    page.keyboard.press("Enter")
    view = page.get_by_role("link", name="Me", exact=True)
    expect(view).to_have_attribute("aria-current", "page")
    page.goto(f"{site.url}/en/office/people/")
    view.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("thead")).not_to_contain_text("Country")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-ticked]")).to_have_text("1")
    page.locator("tbody th a").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Desk of views")).to_have_count(1)
    expect(page.get_by_role("dialog", name="Desk of views")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("tbody th a")).to_be_focused()
    assert re.search(r"/office/people/\?", page.url)


def test_without_scripts_a_name_and_a_view_do_as_well(site, browser):
    made = site.call("e2e.seeds:person", name="Plain Manager", email="plain@example.org", roles=["prog"])
    site.call("e2e.seeds:person", name="Baqyt Bekov", email="baqyt@example.org", roles=["part"])
    visitor = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = visitor.new_page()
    page.goto(f"{site.url}/en/sign-in/link/{made['link']}/")
    page.locator("main button[type=submit]").click()
    page.goto(f"{site.url}/en/office/programme/sessions/new/")
    page.locator("#id_title_en").fill("Rockets")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Person").fill("baqyt")
    page.get_by_role("button", name="Give a part").click()
    expect(page.get_by_text("Baqyt Bekov — speaker")).to_be_visible()
    page.locator("summary", has_text="Cancel the session").click()
    page.get_by_label(re.compile("^Type .* to go on$")).first.fill("no")
    page.get_by_role("button", name="Cancel the session").click()
    expect(page.get_by_role("alert").first).to_contain_text("to go on")
    visitor.close()
