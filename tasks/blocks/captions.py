"""What gives a picture's caption away: who stands where, who took it."""

import re

_CUE = re.compile(
    r"\((?:L|R|C|left|right|center|centre|links|rechts|Mitte|gauche|droite|izq|dcha|izquierda|derecha|л|п)\)"
    r"|\b(?:REUTERS|AFP|EPA|AP|dpa|EFE|ANSA|TASS)\s?/\s?[A-Z]"
    r"|\b(?:AP|AFP|Reuters|EPA) Photo\b"
    r"|/(?:REUTERS|AFP|EPA|GETTY)\b|(?<![.!?”»] )[\[(](?:GETTY|REUTERS|PA|AFP|EPA|AP|(?:The )?Associated Press)[\])]$"
    r"|(?<=[.!?] )(?:Photograph|Photo|Picture|Foto|Bild|Image)s?: ?[^\W\d_]"
    r"|\b[Pp]hotos? courtesy\b|\bGetty Images\b|\bShutterstock\b|\bpicture alliance\b|\bimago images\b"
    r"|\((?:Photo|Foto|Image|Bild|Imagen|Immagine|Фото)\b[^)]{0,80}\)"
    r"|^(?:FILE(?: PHOTO)?|File(?: photo)?|ARCHIVO|ARCHIVE|ARCHIV|АРХИВ)\s?[-–—:]",
)
_CREDIT_START = re.compile(
    r"^(?:(?:Courtesy of|Photographer:|Image courtesy|Picture courtesy)\b"
    r"|(?:Photo(?:graph|s|graphy)?|Foto(?:s|grafie|grafía)?|Image|Bild(?:er)?|Imagen|Immagine|Picture|Credit|Crédit(?:os)?"
    r"|Фото)\s?(?:by|von|de|di|door|:|©|/))",
    re.IGNORECASE,
)
LONGEST_CAPTION = 90  # words; a paragraph of the story that cites Getty Images is longer, or has no credit


#: One of these stands in every text with a cue; looked for first, since most paragraphs have none.
_MARKS = (
    "(",
    "[",
    "/",
    "hoto",
    "icture",
    "Foto",
    "Bild",
    "Image",
    "etty",
    "utterstock",
    "picture alliance",
    "imago",
    "FILE",
    "File",
    "ARCHIV",
    "АРХИВ",
)


def has_caption_cue(text: str) -> bool:
    """Whether a line carries a mark that captions and credits alone have."""
    if len(text.split(None, LONGEST_CAPTION)) > LONGEST_CAPTION:
        return False
    if any(mark in text for mark in _MARKS) and _CUE.search(text) is not None:
        return True
    return _CREDIT_START.match(text) is not None
