"""For MkDocs (`mkdocs.yml`): links of a page to files that are no part of the site.

The pages are read in the repository too, where they link to tests, data and CONTRIBUTING.md. The
site has none of these, so there such a link is its words alone.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

_LINK = re.compile(r"\[([^\]]*)\]\(((?!https?:|mailto:|#)[^)\s#]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Page, **_rest: Any) -> str:
    """The page, without its links that leave the folder of the documentation."""
    folder = os.path.dirname(page.file.src_uri)

    def kept(link: re.Match[str]) -> str:
        target = os.path.normpath(os.path.join(folder, link[2]))
        return link[1] if target.startswith("..") else link[0]

    return _LINK.sub(kept, markdown)
