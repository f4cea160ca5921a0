"""The order in which the demo is loaded: what is named comes before what names it."""

from . import (
    announcements,
    consents,
    discussions,
    guides,
    hubs,
    illustrations,
    materials,
    memberships,
    newcomers,
    organisations,
    people,
    portfolios,
    registers,
    site,
    works,
)


def load_everything():
    """Load the whole demo; yields what it is doing, in words."""
    yield "pages of the site"
    site.load_site_pages()
    yield "organisations"
    organisations.load_organisations()
    yield "people"
    people.load_people()
    portfolios.load_portfolios()
    yield "hubs"
    hubs.load_hubs()
    memberships.load_memberships()
    memberships.load_requests()
    newcomers.load_registrations()
    newcomers.load_invitations()
    yield "consents"
    consents.load_consents()
    yield "announcements"
    announcements.load_announcements()
    yield "parents' page"
    guides.load_parents()
    yield "official documents"
    registers.load_official_documents()
    yield "useful sites"
    registers.load_useful_sites()
    yield "achievements"
    registers.load_achievements()
    yield "materials with their files"
    bank = materials.load_materials()
    materials.load_collections(bank)
    yield "works on their way"
    works.load_works(bank)
    yield "discussions"
    discussions.load_discussions(bank)
    yield "instructions"
    guides.load_instructions()
    yield "texts of the pages"
    site.load_site_bodies()
    site.load_settings()
    hubs.load_hub_bodies()
    announcements.load_announcement_bodies()
    guides.load_parents_bodies()
    guides.load_instruction_bodies()
    illustrations.load_illustrations()
    hubs.wind_up_hubs()
    yield "indexes"
