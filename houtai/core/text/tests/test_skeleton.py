from houtai.core.text.skeleton import skeleton

HOSTILE = """<body onload=x() class="page"><script>alert(1)</script><style>*{background:url(//x)}</style>
<form action=/steal><a class="head" id="one" href="/1" onclick="x()" style="x" target=_top>One</a>
<a href="javascript:alert(1)">Bad</a><img src="//n.example/i.png" srcset=x onerror=x() alt="I"><iframe src=/x></iframe>
<svg><a href="javascript:x()">s</a></svg></form>"""


def test_elements_and_classes_stay_and_nothing_acts():
    html = skeleton(HOSTILE, base="https://n.example/list/")
    assert '<a class="head" id="one" href="https://n.example/1">One</a>' in html
    assert 'src="https://n.example/i.png"' in html
    for word in ("script", "style", "onclick", "onerror", "form", "iframe", "svg", "srcset", "target", "javascript"):
        assert word not in html


def test_cleaning_twice_changes_nothing():
    once = skeleton(HOSTILE, base="https://n.example/")
    assert skeleton(once, base="https://n.example/") == once
