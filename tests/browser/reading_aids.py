"""What who reads by ear or by keys needs: axe-core where it can be had, and checks of our own everywhere."""

import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

#: Names for fields, buttons and pictures, one h1, a language, no focus order of its own making, contrast of the text.
OWN = """() => {
  const faults = [];
  const shown = (one) => one.checkVisibility?.({visibilityProperty: true}) ?? true;
  const name = (one) => one.ariaLabel || (one.labels && [...one.labels].map((l) => l.textContent).join("").trim())
    || one.getAttribute("aria-labelledby") || one.textContent.trim() || one.title;
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (!document.querySelector("main")) faults.push("no main");
  for (const one of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href]"))
    if (shown(one) && !name(one)) faults.push("no name: " + one.outerHTML.slice(0, 120));
  for (const one of document.querySelectorAll("img:not([alt]), svg:not([aria-label]):not([aria-hidden])"))
    faults.push("no alternative: " + one.outerHTML.slice(0, 120));
  for (const one of document.querySelectorAll("[tabindex]"))
    if (one.tabIndex > 0) faults.push("tabindex " + one.tabIndex);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) faults.push("twice the id " + id);
  for (const one of document.querySelectorAll("[aria-describedby], [aria-labelledby]"))
    for (const id of (one.getAttribute("aria-describedby") || one.getAttribute("aria-labelledby")).split(" "))
      if (!document.getElementById(id)) faults.push("no element " + id);
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !shown(one) || seen.has(one)) continue;
    if (one.closest("svg, noscript, script")) continue;
    seen.add(one);
    const style = getComputedStyle(one);
    const [a, b] = [light(numbers(style.color)), light(behind(one))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ` + one.outerHTML.slice(0, 120));
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.push("wider than the window");
  return faults;
}"""
AXE = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 120)).join(" | "))"""


def faults(page: Page) -> list[str]:
    """What is wrong with a page, in sentences."""
    found: list[str] = page.evaluate(OWN)
    if source := axe():
        page.evaluate(source)
        found += page.evaluate(AXE)
    return found


@cache
def axe() -> str | None:
    """The source of axe-core, fetched by npm into a folder that goes again; None where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    with tempfile.TemporaryDirectory() as place:
        packed = subprocess.run([npm, "pack", "axe-core@4"], cwd=place, capture_output=True, check=False)
        archives = list(Path(place).glob("*.tgz"))
        if packed.returncode or not archives:
            return None
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile("package/axe.min.js")
            return member.read().decode() if member else None
