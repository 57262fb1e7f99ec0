"""A guest registers on her telephone: a letter with a link, a form that keeps every keystroke, a confirmation."""

import pytest
from playwright.sync_api import expect

from e2e.test_cabinet import enter
from qurultai.registration.tests.pictures import jpeg, png


@pytest.fixture(scope="module")
def category(site):
    """As what she registers."""
    return site.call("e2e.registration_seeds:journalists")


def photo(body, name="me.jpg", kind="image/jpeg"):
    """A file as a browser chooses it."""
    return {"name": name, "mimeType": kind, "buffer": body}


def test_register_by_telephone_from_the_first_click_to_the_confirmation(site, page, context, category, axe, fits):
    page.goto(f"{site.url}/en/register/")
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_role("link", name="Journalist").click()
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_label("E-mail").fill("aru@example.org")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#id_outlet")).to_have_count(0)
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_label("Name", exact=True).fill("Aru Omar")
    expect(page.locator("#saved")).to_have_text("Saved.")
    page.get_by_label("Journalist").check()
    expect(page.locator("#id_outlet")).to_be_visible()
    page.locator("#id_outlet").fill("Orbit")
    page.locator("#id_photo").set_input_files(photo(png(), "me.png", "image/png"))
    expect(page.locator(".errorlist")).to_contain_text("must be a JPEG")
    page.locator("#id_photo").set_input_files(photo(jpeg()))
    expect(page.locator("img.portrait")).to_be_visible()
    assert (fits(page), axe(page)) == (True, [])
    telephone = context.new_page()
    telephone.goto(site.link_to("register/application", "aru@example.org"))
    expect(telephone.locator("#id_outlet")).to_have_value("Orbit")
    telephone.get_by_role("button", name="Send", exact=True).click()
    expect(telephone.locator("[data-summary] a")).to_have_text("Country: This is needed.")
    telephone.get_by_label("Country").select_option("KZ")
    telephone.get_by_role("button", name="Send", exact=True).click()
    expect(telephone.locator(".badge")).to_have_text("Approved")
    assert (fits(telephone), axe(telephone)) == (True, [])


@pytest.mark.parametrize(("language", "begin"), [("kk", "Бастау"), ("ru", "Начать")])
def test_the_form_has_no_finding_in_other_languages_and_in_the_dark(site, page, category, axe, fits, language, begin):
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site.url}/{language}/register/as/{category}/")
    page.locator("#id_email").fill(f"{language}@example.org")
    page.get_by_role("button", name=begin).click()
    expect(page.locator("#id_name")).to_be_visible()
    assert (fits(page), axe(page)) == (True, [])


def test_the_secretariat_builds_a_form_by_dragging_and_decides_on_many(site, page, category, axe, fits):
    codes = site.call("e2e.registration_seeds:applicants", number=3)
    enter(site, page, name="Dana Desk", email="dana.desk@example.org", roles=["prot", "part"])
    here = f"{site.url}/en/office/registration/"
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for part in ("", "categories/", "categories/new/", "forms/", f"registrations/{codes[0]}/"):
            page.goto(f"{here}{part}")
            assert (width, part, fits(page), axe(page)) == (width, part, True, [])
    page.goto(f"{here}forms/")
    page.locator("main ul a").first.click()
    assert (fits(page), axe(page)) == (True, [])
    before = page.locator("[data-key]").evaluate_all("rows => rows.map((row) => row.dataset.key)")
    with page.expect_navigation():
        page.locator("[data-key]").last.drag_to(page.locator("[data-key]").first, target_position={"x": 40, "y": 4})
    after = page.locator("[data-key]").evaluate_all("rows => rows.map((row) => row.dataset.key)")
    assert after == [before[-1], *before[:-1]]
    page.get_by_role("link", name="Preview").click()
    assert (fits(page), axe(page)) == (True, [])
    page.goto(f"{here}?state=submitted")
    page.locator("[data-ticks-all]").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("#toasts")).to_contain_text("3 are decided.")
