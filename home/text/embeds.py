"""Addresses of videos and exercises of other sites: from whatever form a person copied, to
the address that may stand in a frame. Pure functions; nothing is asked of the network."""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

from home.validators import to_ascii_host, urlsplit_or_none

FRAME_CODE = re.compile(r"""<iframe[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
NUMBER = re.compile(r"-?\d{1,15}$")


@dataclass(frozen=True)
class Embed:
    """Something of another site: the frame's address, and that of its page for people."""

    site: str
    frame_url: str
    url: str
    # Where the frame may load from, for the Content Security Policy.
    sources: tuple = field(default=())


def read_address(text):
    """The address in ``text``: itself, without a scheme too, or taken out of frame code.

    Parts of the address, or ``None`` when there is none for the web.
    """
    text = text.strip()
    if code := FRAME_CODE.search(text):
        text = unescape(code.group(1))
    if text.startswith("//"):
        text = f"https:{text}"
    elif "://" not in text.split("?")[0]:
        text = f"https://{text}"
    parts = urlsplit_or_none(text)
    if parts is None or parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    # "https://rutube.ru@evil.example/": what stands before @ is no site.
    return None if "@" in parts.netloc or re.search(r"[\s\\<>\"']", text) else parts


def parse_video(text):
    """The video that ``text`` is the address of, ``None`` when its site is not known."""
    parts = read_address(text)
    if parts is None:
        return None
    host = re.sub(r"^(www|m)\.", "", to_ascii_host(parts.hostname))
    reader = VIDEO_SITES.get(host)
    return reader(parts, parse_qs(parts.query)) if reader else None


def _rutube(parts, query):
    found = re.match(
        r"/(?:video(?:/private)?|play/embed|shorts|live/video)/([0-9a-f]{32}|\d{5,12})(?:/|$)",
        parts.path,
    )
    if not found:
        return None
    key = query.get("p", [""])[0]
    access = f"?{urlencode({'p': key})}" if re.match(r"[\w-]{6,64}$", key) else ""
    private = "private/" if access else ""
    return Embed(
        "RUTUBE",
        f"https://rutube.ru/play/embed/{found.group(1)}/{access}",
        f"https://rutube.ru/video/{private}{found.group(1)}/{access}",
        ("https://rutube.ru",),
    )


def _vk(parts, query):
    owner = video = access = ""
    if parts.path == "/video_ext.php":
        owner, video, access = (query.get(key, [""])[0] for key in ("oid", "id", "hash"))
    else:
        # vk.com/video-1_2, vk.com/clip-1_2, vkvideo.ru/playlist/…/video-1_2, ?z=video-1_2
        places = (parts.path, *query.get("z", []))
        found = re.search(r"(?:video|clip)(-?\d+)_(\d+)", " ".join(places))
        if found:
            owner, video = found.groups()
    if not NUMBER.match(owner) or not re.match(r"\d{1,15}$", video):
        return None
    values = {"oid": owner, "id": video, "hd": "2"}
    if re.match(r"[0-9a-f]{8,40}$", access):
        values["hash"] = access
    return Embed(
        "VK Видео",
        f"https://vkvideo.ru/video_ext.php?{urlencode(values)}",
        f"https://vkvideo.ru/video{owner}_{video}",
        ("https://vkvideo.ru", "https://vk.com"),
    )


def _youtube(parts, query):
    names = [part for part in parts.path.split("/") if part]
    if to_ascii_host(parts.hostname).endswith("youtu.be"):
        name = names[0] if names else ""
    elif names[:1] == ["watch"]:
        name = query.get("v", [""])[0]
    elif len(names) > 1 and names[0] in {"embed", "shorts", "live", "v"}:
        name = names[1]
    else:
        name = ""
    if not re.match(r"[\w-]{11}$", name):
        return None
    start = _seconds(query.get("t", query.get("start", [""]))[0])
    return Embed(
        "YouTube",
        f"https://www.youtube-nocookie.com/embed/{name}" + (f"?start={start}" if start else ""),
        f"https://www.youtube.com/watch?v={name}" + (f"&t={start}s" if start else ""),
        ("https://www.youtube-nocookie.com",),
    )


def _seconds(text):
    """«1h2m3s», «83s» and «83» in seconds; 0 when it is none of these."""
    found = re.match(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$", text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


VIDEO_SITES = {
    "rutube.ru": _rutube,
    "vk.com": _vk,
    "vk.ru": _vk,
    "vkvideo.ru": _vk,
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube,
}


def parse_exercise(text, hosts):
    """The exercise that ``text`` is the address of, ``None`` unless its site is among ``hosts``
    (their subdomains count as well)."""
    parts = read_address(text)
    if parts is None or parts.port not in {None, 80, 443}:
        return None
    host = to_ascii_host(parts.hostname)
    if not any(host == allowed or host.endswith(f".{allowed}") for allowed in hosts):
        return None
    if host.removeprefix("www.") == "learningapps.org":
        return _learningapps(parts)
    address = urlsplit(f"https://{host}{parts.path or '/'}")._replace(query=parts.query).geturl()
    return Embed(host, address, address, (f"https://{host}",))


def _learningapps(parts):
    """An exercise, known by a word (``watch?v=p2xyz``) or a number (``/1234``, ``/view1234``)."""
    word = parse_qs(parts.query).get("v", [""])[0]
    number = re.match(r"/(?:view|create\?new=)?(\d{3,12})$", parts.path)
    app = number.group(1) if number else parse_qs(parts.query).get("app", [""])[0]
    if re.match(r"p[0-9a-z]{5,20}$", word):
        query = {"v": word}
    elif re.match(r"\d{3,12}$", app):
        query = {"app": app}
    else:
        return None
    page = f"https://learningapps.org/{app}" if "app" in query else None
    frame = f"https://learningapps.org/watch?{urlencode(query)}"
    return Embed("LearningApps", frame, page or frame, ("https://learningapps.org",))
