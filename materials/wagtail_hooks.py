"""Where the bank plugs into hubs, the home page and pages that editors compose."""

from wagtail import hooks

from .home_sections import MaterialsFeedSource, NewestMaterials
from .sections import MaterialsSection


@hooks.register("register_hub_section")
def register_hub_section():
    return MaterialsSection()


@hooks.register("register_home_section")
def register_home_section():
    return NewestMaterials()


@hooks.register("register_feed_source")
def register_feed_source():
    return MaterialsFeedSource()
