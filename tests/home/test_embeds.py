"""Addresses of videos and exercises, as people copy them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.text.embeds import parse_exercise, parse_video

RUTUBE = "https://rutube.ru/play/embed/0123456789abcdef0123456789abcdef/"
VK = "https://vkvideo.ru/video_ext.php?oid=-22822305&id=456241864&hd=2"
YOUTUBE = "https://www.youtube-nocookie.com/embed/oYEgdZ3iEKA"
HOSTS = {"learningapps.org", "wordwall.net"}


@pytest.mark.parametrize(
    "address",
    [
        "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
        "http://www.rutube.ru/video/0123456789abcdef0123456789abcdef",
        "rutube.ru/video/0123456789abcdef0123456789abcdef/?r=wd",
        "https://m.rutube.ru/shorts/0123456789abcdef0123456789abcdef/",
        "https://rutube.ru/live/video/0123456789abcdef0123456789abcdef/",
        "https://rutube.ru/play/embed/0123456789abcdef0123456789abcdef",
        f'<iframe width="720" src="{RUTUBE}" frameBorder="0" allowFullScreen></iframe>',
        "  https://RUTUBE.ru/video/0123456789abcdef0123456789abcdef/  ",
    ],
)
def test_rutube(address):
    assert parse_video(address).frame_url == RUTUBE


def test_a_private_video_of_rutube_keeps_its_key():
    video = parse_video(
        "https://rutube.ru/video/private/0123456789abcdef0123456789abcdef/?p=a1B2c3D4_e"
    )
    assert video.frame_url == f"{RUTUBE}?p=a1B2c3D4_e"
    assert video.url.endswith("/video/private/0123456789abcdef0123456789abcdef/?p=a1B2c3D4_e")


@pytest.mark.parametrize(
    "address",
    [
        "https://vk.com/video-22822305_456241864",
        "https://vkvideo.ru/video-22822305_456241864",
        "https://m.vk.com/video-22822305_456241864?list=abc",
        "https://vk.ru/clip-22822305_456241864",
        "https://vk.com/videos-1?z=video-22822305_456241864%2Fpl_-1_-2",
        "https://vkvideo.ru/playlist/-22822305_1/video-22822305_456241864",
        "https://vk.com/video_ext.php?oid=-22822305&id=456241864&hd=1&autoplay=1",
        f'<iframe src="{VK.replace("&", "&amp;")}" width="853" allow="autoplay"></iframe>',
    ],
)
def test_vk(address):
    assert parse_video(address).frame_url == VK


def test_a_video_of_vk_may_have_a_key():
    video = parse_video("https://vk.com/video_ext.php?oid=1&id=2&hash=0a1b2c3d4e5f")
    assert video.frame_url.endswith("oid=1&id=2&hd=2&hash=0a1b2c3d4e5f")


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=oYEgdZ3iEKA",
        "https://youtube.com/watch?app=desktop&v=oYEgdZ3iEKA&list=PL1",
        "https://m.youtube.com/watch?v=oYEgdZ3iEKA",
        "https://youtu.be/oYEgdZ3iEKA?si=abc",
        "youtu.be/oYEgdZ3iEKA",
        "https://www.youtube.com/embed/oYEgdZ3iEKA",
        "https://www.youtube-nocookie.com/embed/oYEgdZ3iEKA",
        "https://www.youtube.com/shorts/oYEgdZ3iEKA",
        "https://www.youtube.com/live/oYEgdZ3iEKA?feature=share",
        "//www.youtube.com/embed/oYEgdZ3iEKA",
    ],
)
def test_youtube_without_cookies(address):
    video = parse_video(address)
    assert video.frame_url == YOUTUBE
    assert video.url == "https://www.youtube.com/watch?v=oYEgdZ3iEKA"
    assert video.sources == ("https://www.youtube-nocookie.com",)


@pytest.mark.parametrize(
    ("moment", "seconds"), [("t=83", 83), ("t=1m23s", 83), ("t=1h0m1s", 3601), ("start=5", 5)]
)
def test_a_video_may_begin_later(moment, seconds):
    video = parse_video(f"https://youtu.be/oYEgdZ3iEKA?{moment}")
    assert video.frame_url == f"{YOUTUBE}?start={seconds}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "просто слова",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://example.org/video/1",
        "https://rutube.ru/",
        "https://rutube.ru/channel/123/",
        "https://rutube.ru.evil.example/video/0123456789abcdef0123456789abcdef/",
        "https://rutube.ru@evil.example/video/0123456789abcdef0123456789abcdef/",
        "https://evil.example/?https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=oYEgdZ3iEKA%22onload",
        "https://vk.com/video_ext.php?oid=a&id=b",
        "https://rutube.ru:99999/video/0123456789abcdef0123456789abcdef/",
        "https://[::1/video",
        "ftp://rutube.ru/video/0123456789abcdef0123456789abcdef/",
    ],
)
def test_what_is_no_video(address):
    assert parse_video(address) is None


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://learningapps.org/watch?v=p9pbyzpz318", "watch?v=p9pbyzpz318"),
        ("https://learningapps.org/display?v=p9pbyzpz318", "watch?v=p9pbyzpz318"),
        ("learningapps.org/1234567", "watch?app=1234567"),
        ("https://www.learningapps.org/view1234567", "watch?app=1234567"),
        ("https://learningapps.org/watch?app=1234567", "watch?app=1234567"),
        ('<iframe src="https://learningapps.org/watch?v=p9pbyzpz318"></iframe>',
         "watch?v=p9pbyzpz318"),
    ],
)  # fmt: skip
def test_learningapps(address, frame):
    assert parse_exercise(address, HOSTS).frame_url == f"https://learningapps.org/{frame}"


def test_an_exercise_of_another_allowed_site_is_framed_by_https():
    exercise = parse_exercise("http://www.wordwall.net/embed/a1?x=1", HOSTS)
    assert exercise.frame_url == "https://www.wordwall.net/embed/a1?x=1"
    assert exercise.sources == ("https://www.wordwall.net",)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/exercise",
        "https://notwordwall.net/x",
        "https://wordwall.net.evil.example/x",
        "https://wordwall.net:8443/x",
        "https://learningapps.org/",
        "https://learningapps.org/watch?v=<script>",
        "javascript:alert(1)//wordwall.net",
    ],
)
def test_what_is_no_exercise(address):
    assert parse_exercise(address, HOSTS) is None


@given(st.text(max_size=200), st.sampled_from(["", "https://", "https://rutube.ru/", "vk.com/"]))
def test_no_text_breaks_the_reading(text, start):
    for found in (parse_video(start + text), parse_exercise(start + text, HOSTS)):
        assert found is None or found.frame_url.startswith("https://")
