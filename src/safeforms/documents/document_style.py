"""How a document looks as a web page and on paper: the colours, and the style sheet that names them.

Everything hangs below the class `safeforms`, so that a document in a notebook changes nothing around it. Paper gets
no filled grounds, for many printers leave them out: there a level is its word and the weight of its edge.
"""

from typing import Final

LIGHT: Final = {
    "canvas": "#eef1f4",
    "paper": "#ffffff",
    "ink": "#17222c",
    "soft": "#4c5a67",
    "rule": "#d3dae1",
    "wash": "#f5f7f9",
    "accent": "#12496f",
    "on": "#ffffff",
    "amber-fill": "#f8bd4a",
    "amber-on": "#211700",
    "red": "#a61b1b",
    "red-wash": "#fdf3f2",
    "amber": "#b56a00",
    "amber-wash": "#fef8ec",
    "grey": "#4d5964",
    "grey-wash": "#f5f7f9",
    "green": "#1c6a42",
    "green-wash": "#f1f8f4",
    "info": "#175a91",
    "info-wash": "#f1f7fc",
}
DARK: Final = {
    "canvas": "#0e1419",
    "paper": "#182028",
    "ink": "#e7ecf0",
    "soft": "#adb9c4",
    "rule": "#35414c",
    "wash": "#1f2932",
    "accent": "#7fb9e6",
    "on": "#10161b",
    "amber-fill": "#f5bd5a",
    "amber-on": "#10161b",
    "red": "#ff9d94",
    "red-wash": "#2c1f21",
    "amber": "#f5bd5a",
    "amber-wash": "#2b251a",
    "grey": "#b4bfc9",
    "grey-wash": "#1f2932",
    "green": "#7fd3a3",
    "green-wash": "#1b2a24",
    "info": "#8cc4f2",
    "info-wash": "#1b2833",
}
MARKS: Final = ("red", "amber", "grey", "green", "info")


def _colours(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _marks() -> str:
    return "\n".join(
        f".safeforms .{mark}{{--edge:var(--{mark});--fill:var(--{mark});--ground:var(--{mark}-wash)}}" for mark in MARKS
    )


STYLE: Final = f"""\
.safeforms{{{_colours(LIGHT)}--edge:var(--ink);--fill:var(--ink);--ground:var(--wash);color-scheme:light}}
@media screen and (prefers-color-scheme:dark){{.safeforms{{{_colours(DARK)}color-scheme:dark}}}}
{_marks()}
.safeforms .amber{{--fill:var(--amber-fill);--on:var(--amber-on)}}
.safeforms,.safeforms *{{box-sizing:border-box}}
.safeforms{{max-width:47rem;margin:0 auto;padding:1.25rem clamp(1rem,5vw,3.25rem) 2rem;color:var(--ink);
background:var(--paper);border-top:.3rem solid var(--accent);overflow-wrap:anywhere;text-align:start;
font:400 1.0625rem/1.55 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Noto Sans","Helvetica Neue",
"Liberation Sans",Arial,sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}}
.safeforms :is(h1,h2,h3,h4,h5,h6){{margin:0;padding:0;color:inherit;font-weight:650;line-height:1.3;text-wrap:pretty}}
.safeforms h1{{margin:.3em 0 .75em;font-size:1.65em;line-height:1.2;letter-spacing:-.012em;text-wrap:balance}}
.safeforms h2{{font-size:1.2em}}
.safeforms h3{{font-size:1.05em}}
.safeforms :is(h4,h5,h6){{font-size:1em}}
.safeforms :is(p,ul,dl,figure,blockquote,table){{margin:.6rem 0;padding:0}}
.safeforms :is(p,li,figcaption){{max-width:72ch}}
.safeforms strong{{font-weight:650}}
.safeforms small{{font-size:.85em;color:var(--soft)}}
.safeforms .running{{max-width:none;margin:0;font-size:.85em;font-weight:600;color:var(--soft)}}
.safeforms footer{{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--rule)}}
.safeforms footer p{{margin:0;font-size:.9em;color:var(--soft)}}
.safeforms .banner{{margin:1rem 0;padding:.8rem 1.1rem;color:var(--on);background:var(--fill);
border:2px solid var(--fill);border-radius:.4rem}}
.safeforms .banner p{{margin:.15rem 0}}
.safeforms .banner p:first-child{{font-size:1.2em;font-weight:650;line-height:1.35}}
.safeforms .plain{{color:var(--ink);background:var(--wash);border-color:var(--ink)}}
.safeforms section{{margin-top:1.6rem}}
.safeforms :is(main,.main)>section:not(.card){{margin-top:2.25rem;padding-top:1.4rem;
border-top:1px solid var(--rule)}}
.safeforms .card{{margin:1.1rem 0;padding:1rem 1.15rem .6rem;background:var(--ground);border:1px solid var(--rule);
border-left:.4rem solid var(--edge);border-radius:.4rem}}
.safeforms .card>:is(h2,h3,h4,h5,h6){{margin-bottom:.6em;font-size:1.05em}}
.safeforms .tag{{display:table;margin-bottom:.45rem;padding:.1rem .6rem;color:var(--on);background:var(--fill);
border:1px solid var(--fill);border-radius:.25rem;font-size:.78em;line-height:1.5;letter-spacing:.03em}}
.safeforms dl>div{{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.1rem 1.25rem;padding:.4rem 0;
border-top:1px solid var(--rule)}}
.safeforms dl>div:first-child{{border-top:0}}
.safeforms dt{{margin:0;font-weight:400;color:var(--soft)}}
.safeforms dd{{margin:0;font-weight:500;white-space:pre-wrap}}
.safeforms :is(main,.main)>dl{{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(9.5rem,100%),1fr));
gap:.75rem 1.5rem;margin:1.1rem 0}}
.safeforms :is(main,.main)>dl>div{{display:block;padding:.35rem 0 0;border-top:1px solid var(--rule)}}
.safeforms :is(main,.main)>dl dt{{font-size:.85em;line-height:1.35}}
.safeforms ul{{padding-inline-start:1.3rem;list-style:disc}}
.safeforms li{{margin:.3rem 0}}
.safeforms li::marker{{color:var(--soft)}}
.safeforms li>small{{display:block}}
.safeforms li>ul{{margin:.3rem 0}}
.safeforms figcaption{{font-size:.9em;color:var(--soft)}}
.safeforms blockquote{{margin:.35rem 0;padding:.55rem 1rem;background:var(--wash);border:0;
border-inline-start:.2rem solid var(--soft);border-radius:.15rem;white-space:pre-wrap;font-style:normal;color:inherit}}
.safeforms table{{width:100%;border-collapse:collapse;font-size:.9em;font-variant-numeric:tabular-nums}}
.safeforms caption{{padding:.3rem 0;text-align:start;font-weight:650;font-size:1.08em}}
.safeforms :is(th,td){{padding:.5rem .75rem .5rem 0;text-align:start;vertical-align:top;
border-bottom:1px solid var(--rule)}}
.safeforms thead :is(th,td){{max-width:12rem;overflow-wrap:break-word;color:var(--soft);font-weight:600;
border-bottom:2px solid var(--rule)}}
.safeforms tbody th{{font-weight:600}}
@media (max-width:40rem){{
.safeforms{{padding-top:.9rem}}
.safeforms h1{{font-size:1.4em}}
.safeforms dl>div{{grid-template-columns:minmax(0,1fr)}}
.safeforms .card{{padding:.85rem .9rem .4rem}}
.safeforms :is(table,caption,tbody,tr){{display:block}}
.safeforms thead{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.safeforms tr{{padding:.5rem 0;border-bottom:1px solid var(--rule)}}
.safeforms tbody :is(th,td){{display:block;padding:.1rem 0;border:0}}
.safeforms tbody [data-head]::before{{content:attr(data-head) " ";color:var(--soft);font-weight:400}}
.safeforms tbody td:empty{{display:none}}
}}
@media print{{
.safeforms{{max-width:none;padding:0;border:0;font-size:10.5pt;line-height:1.45;orphans:3;widows:3}}
.safeforms h1{{font-size:17pt}}
.safeforms h2{{font-size:13pt}}
.safeforms :is(h1,h2,h3,h4,h5,h6,caption,figcaption){{break-after:avoid}}
.safeforms :is(.card,.banner,tr,dl>div,blockquote),.safeforms li:not(:has(ul)){{break-inside:avoid}}
.safeforms p:has(+ul),.safeforms p:has(+dl){{break-after:avoid}}
.safeforms thead{{display:table-header-group}}
.safeforms main>section:not(.card){{margin-top:14pt;padding-top:9pt}}
.safeforms :is(.banner,.tag){{color:#000;background:none;border-color:var(--edge)}}
.safeforms .banner{{border-width:2.5pt}}
.safeforms :is(.card,.plain,blockquote){{background:none}}
.safeforms .red{{--edge:#7d0f0f}}
.safeforms .card.red{{border-left-width:9pt}}
.safeforms .card.amber{{border-left-width:6pt}}
.safeforms .card:is(.grey,.green,.info){{border-left-width:3pt}}
.safeforms footer{{break-inside:avoid;margin-top:16pt}}
}}
"""
"""For a document anywhere, a notebook too."""

PAGE: Final = f"""\
html{{background:{LIGHT["canvas"]};color-scheme:light}}
body{{margin:0}}
@media screen and (min-width:54rem){{body{{padding:2rem 1rem}}.safeforms{{border-radius:.3rem}}}}
@media screen and (prefers-color-scheme:dark){{html{{background:{DARK["canvas"]};color-scheme:dark}}}}
@media print{{html{{background:#fff}}}}
"""
"""For a page of its own."""


def paper(*, running: str, title: str) -> str:
    """The edges of the printed pages: `running` above, the title and the number below; the first bears it itself."""
    return f"""\
@page{{size:A4;margin:20mm 18mm 18mm;font:8pt/1.3 "Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;
@top-left{{content:{quoted(running)};color:#333;font-weight:600}}
@bottom-left{{content:{quoted(title)};color:#333}}
@bottom-right{{content:"Page " counter(page) " of " counter(pages);color:#333}}}}
@page:first{{@top-left{{content:none}}}}
"""


def quoted(text: str) -> str:
    """A text on one line as CSS has it; every sign of CSS and HTML is a number."""
    signs = (sign if (sign.isascii() and sign.isalnum()) or sign == " " else f"\\{ord(sign):x} " for sign in text)
    return f'"{"".join(signs)}"'
