"""Samples for the living style guide: every component in every state, from plain data, so that
the page needs no database and shows what real content seldom does (long titles, empty lists)."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.utils.html import format_html

LONG = (
    "Методические рекомендации по организации проектно-исследовательской деятельности обучающихся "
    "5–9 классов на уроках естественно-научного цикла в условиях сетевого взаимодействия"
)


def sample_hub(title, colour, icon, lead="", wound_up_on=None, facts=()):
    """A hub as the components know it."""
    return SimpleNamespace(
        title=title,
        url="#hub",
        colour=colour,
        icon=icon,
        lead=lead,
        wound_up_on=wound_up_on,
        wound_up_order="№ 14 от 1 июня 2026 года",
        facts=list(facts),
    )


HUBS = [
    sample_hub(
        "Математика",
        "blue",
        "mathematics",
        facts=["34 материала", "128 участников"],
        lead="Задачи с историей, подготовка к ОГЭ без натаскивания, мастер-классы района.",
    ),
    sample_hub("Русский язык", "red", "russian", facts=["29 материалов", "141 участник"]),
    sample_hub("Окружающий мир", "green", "nature", facts=["17 материалов", "86 участников"]),
    sample_hub("Литература", "purple", "literature", facts=["22 материала", "97 участников"]),
    sample_hub("Биология", "olive", "biology", facts=["15 материалов", "44 участника"]),
    sample_hub(
        "История и обществознание", "brown", "history", facts=["19 материалов", "61 участник"]
    ),
    sample_hub("Физика", "teal", "physics", facts=["13 материалов", "38 участников"]),
    sample_hub("Химия", "magenta", "chemistry", facts=["11 материалов", "35 участников"]),
    sample_hub(
        "Классные руководители", "indigo", "class-teachers", facts=["40 материалов", "3 объявления"]
    ),
    sample_hub("Начальная школа", "slate", "primary-school", facts=["1 материал"]),
    sample_hub("Клуб", "blue", "generic"),
    sample_hub(LONG, "teal", "physics", lead=LONG, facts=["1 024 материала", "12 000 участников"]),
    sample_hub(
        "Информатика", "green", "generic", wound_up_on=date(2026, 6, 1), facts=["8 материалов"]
    ),
]


def sample_material(title, hub, extension, kind, grades, authors, summary=""):
    return SimpleNamespace(
        title=title,
        url="#material",
        hub=hub,
        summary=summary,
        grades_label=grades,
        authors_label=authors,
        get_kind_display=kind,
        lead_file=SimpleNamespace(extension=extension) if extension else None,
    )


MATERIALS = [
    sample_material(
        "Квадратные уравнения: восемь задач с историей",
        HUBS[0],
        "docx",
        "Рабочий лист",
        "8 класс",
        "Н. П. Рябинина",
    ),
    sample_material(
        "Строение клетки: от микроскопа к рисунку",
        HUBS[4],
        "pptx",
        "Презентация",
        "5–6 классы",
        "Н. П. Рябинина",
    ),
    sample_material(
        "Сочинение-рассуждение: карта критериев для взаимопроверки",
        HUBS[1],
        "pdf",
        "Методическая разработка",
        "9 класс",
        "Н. П. Рябинина, А. С. Кузнецов-Задунайский",
    ),
    sample_material(
        "Домашний опыт без вытяжки: индикатор из капусты", HUBS[7], None, "Видео", "", ""
    ),
    sample_material(
        LONG, HUBS[5], "xlsx", "Программа", "1–11 классы", "Н. П. Рябинина", summary=LONG
    ),
]


def sample_announcement(day, title, audience, place, is_important=False, lead=""):
    return SimpleNamespace(
        title=title,
        url="#announcement",
        date=date(2026, 11, day),
        is_important=is_important,
        audience_label=audience,
        place_label=place,
        lead=lead,
    )


ANNOUNCEMENTS = [
    sample_announcement(
        24,
        "Родительское собрание 8-х классов переносится на 19:00",
        "Родителям",
        "",
        True,
        "Собрание пройдёт в актовом зале. Вход через главное крыльцо.",
    ),
    sample_announcement(
        22,
        'Приём работ на районный конкурс "Урок, который запомнился"',
        "Педагогам",
        "Русский язык",
    ),
    sample_announcement(
        21, "Расписание кружков и секций на вторую четверть", "Родителям, ученикам", ""
    ),
    sample_announcement(9, LONG, "Всем", "История и обществознание", True, LONG),
]

PEOPLE = [
    SimpleNamespace(
        name="Н. П. Рябинина",
        initials="НР",
        position="учитель математики, школа № 3",
        photo=None,
        page="#person",
    ),
    SimpleNamespace(
        name="Константин Константинович Константинопольский-Задунайский",
        initials="КК",
        position=LONG,
        photo=None,
    ),
]

TABS = [
    SimpleNamespace(slug=slug, label=label, url=f"#{slug}", count=count)
    for slug, label, count in [
        ("materials", "Материалы", 34),
        ("announcements", "Объявления", 6),
        ("forum", "Форум", 12),
        ("links", "Полезные сайты", 9),
        ("events", "Мероприятия", 0),
        ("members", "Участники", 128),
    ]
]


class SampleForm(forms.Form):
    """Each kind of field, with a hint and with an error."""

    title = forms.CharField(label="Название", help_text="Коротко и по делу: так материал найдут.")
    email = forms.EmailField(label="Электронная почта")
    kind = forms.ChoiceField(
        label="Вид", choices=[("", "Любой"), ("1", "Презентация (12)")], required=False
    )
    text = forms.CharField(label="Описание", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Файл", help_text="docx, pptx, pdf; до 50 МБ", required=False)
    when = forms.DateField(
        label="Дата", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    agree = forms.BooleanField(label="Я согласен с правилами сообщества")
    level = forms.ChoiceField(
        label="Уровень", widget=forms.RadioSelect, choices=[("1", "Школа"), ("2", "Район")]
    )


class SampleFilters(forms.Form):
    """A filter bar as long as the bank's."""

    q = forms.CharField(label="Слова", required=False)
    hub = forms.ChoiceField(
        label="Хаб",
        choices=[("", "Все хабы"), *[(h.title, h.title) for h in HUBS[:8]]],
        required=False,
    )
    kind = forms.ChoiceField(
        label="Вид", choices=[("", "Любой"), ("1", "Презентация (12)")], required=False
    )
    grade = forms.ChoiceField(
        label="Класс", choices=[("", "Любой"), ("5", "5 класс")], required=False
    )


def get_samples():
    """Context of ``home/style_guide.html``."""
    return {
        "long": LONG,
        "hubs": HUBS,
        "materials": MATERIALS,
        "announcements": ANNOUNCEMENTS,
        "people": PEOPLE,
        "tabs": TABS,
        "archived_hub": HUBS[-1],
        "long_hub": HUBS[-2],
        "breadcrumbs": [
            ("Главная", "/"),
            ("Предметы", "#"),
            ("Математика", "#"),
            ("Материалы", "#"),
        ],
        "form": SampleForm({"title": "", "email": "почта", "level": "2"}),
        "empty_form": SampleForm(),
        "filters": SampleFilters({"kind": "1"}, auto_id="filter_%s"),
        "chips": [{"label": "Презентация", "url": "#"}, {"label": "5 класс", "url": "#"}],
        "facets": [
            {
                "label": "Вид",
                "options": [
                    {"label": "Презентация", "url": "#", "count": 12, "is_active": True},
                    {
                        "label": "Методическая разработка урока",
                        "url": "#",
                        "count": 1024,
                        "is_active": False,
                    },
                ],
            }
        ],
        "page_obj": Paginator(range(1000), 20).page(7),
        "last_page": Paginator(range(40), 20).page(2),
        "bars": [
            {"label": "Школа", "count": 120, "share": 100},
            {"label": "Район", "count": 64, "share": 53.3},
            {"label": "Всероссийский", "count": 3, "share": 2.5},
            {"label": "Международный", "count": 0, "share": 0},
        ],
        "steps": [
            {"title": "Откройте раздел «Материалы»", "text": "Он в меню сверху."},
            {"title": "Нажмите «Добавить материал»", "text": LONG},
            {"title": "", "text": "Проверьте и опубликуйте."},
        ],
        "rich": format_html(
            "<h2>{}</h2><p>{}</p><ul><li>{}</li><li>{}</li></ul>",
            "Заголовок",
            LONG,
            "первое",
            "второе",
        ),
    }
