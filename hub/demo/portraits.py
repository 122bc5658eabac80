"""Portraits for the demo's people: drawn, so that nobody real is shown, and always the same for the same address."""

import hashlib
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

_SIDE = 512
_NEAR = (66, 40, 446, 420)
"""The part of the drawing that is shown."""
_SKIN = [(246, 214, 188), (239, 200, 170), (228, 184, 150), (250, 224, 202)]
_HAIR = [(62, 43, 33), (97, 65, 42), (143, 101, 62), (40, 36, 38), (176, 137, 88), (128, 124, 122), (120, 62, 38)]
_GREY = [(150, 148, 147), (196, 192, 188)]
_PAPER = [(219, 229, 238), (232, 224, 210), (222, 232, 220), (238, 222, 218), (228, 224, 236), (214, 230, 230)]
_CLOTHES = [(52, 73, 102), (110, 48, 58), (58, 84, 72), (84, 78, 96), (44, 46, 54), (148, 116, 84), (70, 98, 124)]

Colour = tuple[int, int, int]


def portrait(email: str, name: str) -> bytes:
    """A square PNG."""
    seeded = Random(hashlib.sha256(email.encode()).digest())  # noqa: S311 - a drawing, not a secret
    image = Image.new("RGB", (_SIDE, _SIDE), seeded.choice(_PAPER))
    is_woman = name.split()[0].endswith("a")
    _Drawn(ImageDraw.Draw(image), seeded, is_woman).draw()
    out = BytesIO()
    image.crop(_NEAR).save(out, "PNG")
    return out.getvalue()


class _Drawn:
    def __init__(self, pen: ImageDraw.ImageDraw, seeded: Random, is_woman: bool) -> None:
        self.pen, self.seeded, self.is_woman = pen, seeded, is_woman
        self.skin: Colour = seeded.choice(_SKIN)
        self.hair: Colour = seeded.choice(_HAIR + _GREY)
        self.clothes: Colour = seeded.choice(_CLOTHES)

    def draw(self) -> None:
        behind = self.seeded.choice([self._long, self._bob, self._bun] if self.is_woman else [self._nothing])
        behind()
        self._shoulders()
        self._head()
        above = self.seeded.choice([self._fringe, self._parted] if self.is_woman else [self._short, self._receding])
        above()
        for part, likely in ((self._glasses, 0.4), (self._beard, 0.0 if self.is_woman else 0.35)):
            if self.seeded.random() < likely:
                part()

    def _nothing(self) -> None:
        pass

    def _long(self) -> None:
        self.pen.rounded_rectangle((146, 110, 366, 420), 100, fill=self.hair)

    def _bob(self) -> None:
        self.pen.rounded_rectangle((140, 104, 372, 330), 96, fill=self.hair)

    def _bun(self) -> None:
        self.pen.ellipse((208, 50, 304, 140), fill=self.hair)
        self.pen.ellipse((154, 104, 358, 300), fill=self.hair)

    def _shoulders(self) -> None:
        self.pen.rounded_rectangle((218, 320, 294, 420), 30, fill=_darker(self.skin))
        self.pen.rounded_rectangle((84, 388, 428, 640), 110, fill=self.clothes)
        if self.seeded.random() < 0.5:
            self.pen.polygon([(214, 388), (298, 388), (256, 452)], fill=_darker(self.skin))
        else:
            self.pen.polygon([(200, 388), (312, 388), (256, 470)], fill=(247, 246, 243))
            self.pen.polygon([(220, 384), (292, 384), (256, 424)], fill=_darker(self.skin))

    def _head(self) -> None:
        for side in (160, 332):
            self.pen.ellipse((side, 228, side + 24, 276), fill=_darker(self.skin))
        self.pen.rounded_rectangle((170, 128, 342, 372), 86, fill=self.skin)
        for side in (212, 288):
            self.pen.ellipse((side, 242, side + 14, 258), fill=(48, 40, 38))
            self.pen.arc((side - 12, 214, side + 26, 240), 205, 335, fill=_darker(self.hair), width=6)
        self.pen.arc((244, 256, 268, 294), 20, 130, fill=_darker(self.skin, 0.82), width=5)
        self.pen.arc((218, 272, 294, 334), 28, 152, fill=(168, 84, 76), width=7)

    def _fringe(self) -> None:
        self.pen.pieslice((160, 104, 352, 312), 180, 360, fill=self.hair)
        self.pen.pieslice((184, 160, 328, 262), 180, 360, fill=self.skin)

    def _parted(self) -> None:
        self.pen.pieslice((160, 104, 352, 330), 180, 360, fill=self.hair)
        self.pen.polygon([(208, 138), (336, 220), (336, 236), (176, 236), (176, 222)], fill=self.skin)

    def _short(self) -> None:
        self.pen.pieslice((162, 104, 350, 300), 180, 360, fill=self.hair)
        self.pen.rounded_rectangle((182, 176, 330, 232), 30, fill=self.skin)

    def _receding(self) -> None:
        self.pen.pieslice((162, 112, 350, 320), 180, 360, fill=self.hair)
        self.pen.pieslice((184, 136, 328, 300), 180, 360, fill=self.skin)

    def _glasses(self) -> None:
        for side in (190, 264):
            self.pen.rounded_rectangle((side, 228, side + 58, 274), 20, outline=(58, 56, 60), width=6)
        self.pen.line((248, 246, 264, 246), fill=(58, 56, 60), width=6)

    def _beard(self) -> None:
        self.pen.chord((172, 220, 340, 378), 20, 160, fill=self.hair)
        self.pen.chord((222, 286, 290, 326), 20, 160, fill=(247, 246, 243))


def _darker(colour: Colour, by: float = 0.9) -> Colour:
    red, green, blue = (round(part * by) for part in colour)
    return red, green, blue
