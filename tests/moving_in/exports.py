"""WordPress exports for tests."""

from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
{doctype}<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old site</title><link>https://www.old.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://www.old.example</wp:base_site_url>
<wp:author><wp:author_login>ada</wp:author_login>
<wp:author_display_name>Ada Example</wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f"
    "0005000180a5c8d1ef0000000049454e44ae426082"
)


def item(number: int, title: str, content: str = "", **changes: str) -> str:
    """An item: a published post of 9 July 2021 unless changed."""
    facts = {"kind": "post", "status": "publish", "slug": f"item-{number}", "date": "2021-07-09 10:00:00", **changes}
    link = facts.get("link", f"https://www.old.example/news/{facts['slug']}/")
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><dc:creator>ada</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{facts.get('excerpt', '')}]]></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>{facts['date']}</wp:post_date>"
        f"<wp:post_name>{facts['slug']}</wp:post_name><wp:status>{facts['status']}</wp:status>"
        f"<wp:post_type>{facts['kind']}</wp:post_type>"
        f"<wp:attachment_url>{facts.get('attachment_url', '')}</wp:attachment_url>"
        f"<wp:post_parent>{facts.get('parent', 0)}</wp:post_parent>"
        f'<category domain="category" nicename="x">{facts.get("category", "Letters")}</category>'
        f"{facts.get('comments', '')}</item>"
    )


def comment(text: str, *, approved: str = "1", kind: str = "comment") -> str:
    """What a reader, or another site, left below a post."""
    return (
        f"<wp:comment><wp:comment_author>A reader</wp:comment_author><wp:comment_content>{escape(text)}"
        f"</wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_type>{kind}</wp:comment_type></wp:comment>"
    )


def export(folder: Path, *items: str, doctype: str = "", tail: str = TAIL) -> Path:
    """A file that holds these items."""
    path = folder / "export.xml"
    path.write_text(HEAD.format(doctype=doctype) + "\n".join(items) + tail, encoding="utf-8")
    return path
