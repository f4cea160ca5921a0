"""Hubs and the people who moderate them, for tests and for the demo content."""

import factory
import wagtail_factories
from wagtail.models import Page

from home.models import HomePage
from subjects.models import CommunityIndexPage, HubPage, SubjectIndexPage
from subjects.provisioning import provision_site

from .members import UserFactory


def get_home():
    """The home page of the default site; the first migrations create it."""
    return HomePage.objects.first() or HomePageFactory(parent=Page.get_first_root_node())


class HomePageFactory(wagtail_factories.PageFactory):
    title = "Методические хабы учителей"
    slug = factory.Sequence(lambda n: f"home-{n}")

    class Meta:
        model = HomePage


class SubjectIndexPageFactory(wagtail_factories.PageFactory):
    title = "Предметы"
    slug = "subjects"
    parent = factory.LazyFunction(get_home)
    show_in_menus = True

    class Meta:
        model = SubjectIndexPage


class CommunityIndexPageFactory(wagtail_factories.PageFactory):
    title = "Сообщества"
    slug = "communities"
    parent = factory.LazyFunction(get_home)
    show_in_menus = True

    class Meta:
        model = CommunityIndexPage


def get_subject_index():
    """The list of subjects, made when there is none yet."""
    return SubjectIndexPage.objects.first() or SubjectIndexPageFactory()


class HubPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Предмет {n}")
    slug = factory.Sequence(lambda n: f"subject-{n}")
    parent = factory.LazyFunction(get_subject_index)
    lead = "Задачи с историей и разборы коллег."

    class Meta:
        model = HubPage


def moderator_of(*hubs, **kwargs):
    """A user who moderates ``hubs``."""
    user = UserFactory(**kwargs)
    user.groups.add(*[hub.provision.group for hub in hubs])
    return user


def site_editor(**kwargs):
    """A user who edits the whole site."""
    user = UserFactory(**kwargs)
    user.groups.add(provision_site(get_home()))
    return user
