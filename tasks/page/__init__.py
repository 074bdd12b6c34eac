"""A report as a page that stands alone: no script, nothing loaded, readable from disk and on paper."""

from tasks.page.write import write_page

__all__ = ["write_page"]
