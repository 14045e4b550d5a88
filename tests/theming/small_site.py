"""A small site with one of each: its files, and the addresses that they must have."""

import io

from PIL import Image

LONG_POST = """Title: Un long billet
Date: 2010-11-02 09:00
Category: Marketing
Slug: long
Image: images/photo.jpg

Une introduction, et [la page des lectures](/lectures/).

![Une photo]({static}/images/photo.jpg)

![Une autre]({static}/images/petite%20photo.png){ width=30 }

![Ailleurs](https://ailleurs.example/x.png)

""" + "\n".join(f"## L'étape {number} : agir\n\n{'un mot ' * 130}\n" for number in range(1, 5))

CONTENT = {
    "posts/premier.md": """Title: L'été des « bonnes » affaires : <b> & cie
Date: 2010-08-01 09:00
Modified: 2010-08-11
Category: Relation client
Tags: été, prix
Slug: l-ete
Series: Le temps
Series_index: 1

Un texte[^1] avec une [suite]({filename}second.md) et [un bas de page](/abonnement/).

| Jour | Appels |
|------|-------:|
| lundi | 180 |

/// caption
Une légende : la voici.
///

![Un dessin]({static}/images/point.svg)

[^1]: Une note.
""",
    "posts/second.md": """Title: Second
Date: 2010-09-02 09:00
Category: Marketing
Tags: prix
Slug: second
Series: Le temps
Series_index: 2
Source: Le Courrier du commerce
Source_date: 2010-03-01
Source_url: https://courrier.example/
Origin: Un autre blog
Related: in-english

<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="Une vidéo"></iframe>

Une suite ![et un dessin]({attach}attache.svg)
""",
    "posts/english.md": """Title: In English
Date: 2011-01-15 09:00
Category: Marketing
Lang: en
Slug: in-english

Read more about it; posted by nobody. Don't !
""",
    "posts/long.md": LONG_POST,
    "posts/brouillon.md": """Title: Secret de famille
Date: 2010-10-01 09:00
Category: Marketing
Tags: secret
Slug: secret-de-famille
Status: draft

Pas encore.
""",
    "posts/futur.md": """Title: Demain seulement
Date: 2999-01-01 09:00
Category: Marketing
Slug: demain-seulement

Pas avant.
""",
    "selections/2010-W08.md": """Title: La sélection
Date: 2010-02-22 07:00
Category: Sélections
Week: 2010-W08

Une semaine.

## [A reading: don't wait](https://example.org/a)

- Source : Somewhere
- Langue : en
- Mots : 844

> It's a quotation: theirs.

Un avis : d'ici.

## Un lien perdu

- Source : Ailleurs
- Lien : inconnu

Sans durée.
""",
    "birthdays/2013.md": """Title: Anniversaire 2013
Date: 2013-06-21
Category: Anniversaires
Year: 2013

Merci.

## L'Atelier imaginaire

- Canal : e-mail
- Offre : un carnet
- Nature : cadeau

Simple.
""",
    "birthdays/2014.md": """Title: Anniversaire 2014
Date: 2014-06-21
Category: Anniversaires
Year: 2014

Encore merci.

## L'Atelier imaginaire

- Canal : courrier
- Offre : un crayon
- Nature : cadeau

Autrement.

## Maison Tilleul

- Canal : e-mail
- Visuel : ../images/photo.jpg

Bienvenue.
""",
    "pages/abonnement.md": "Title: Abonnement\nSlug: abonnement\n\nLes flux.\n",
    "posts/attache.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>',
    "images/point.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    "feeds.opml": '<opml version="2.0"><body><outline text="Un" xmlUrl="https://un.example/f"/></body></opml>',
}


def noise(width: int, height: int, form: str) -> bytes:
    """An image as heavy as a photograph."""
    stream = io.BytesIO()
    Image.effect_mandelbrot((width, height), (-2, -1.5, 1, 1.5), 60).convert("RGB").save(stream, form)
    return stream.getvalue()


IMAGES = {"images/photo.jpg": noise(1300, 650, "JPEG"), "images/petite photo.png": noise(60, 40, "PNG")}

# design.md's addresses, and those that follow from the content above.
ADDRESSES = [
    "/",
    "/2010/08/l-ete/",
    "/2010/09/second/",
    "/2010/11/long/",
    "/2011/01/in-english-en/",
    "/lectures/",
    "/lectures/2010-w08/",
    "/anniversaires/",
    "/anniversaires/2013/",
    "/anniversaires/marques/l-atelier-imaginaire/",
    "/anniversaires/donnees.csv",
    "/anniversaires/donnees.json",
    "/categories/",
    "/categories/relation-client/",
    "/tags/",
    "/tags/ete/",
    "/archives/",
    "/archives/2010/",
    "/archives/2010/08/",
    "/auteurs/",
    "/auteurs/camille-aubry/",
    "/series/le-temps/",
    "/recherche/",
    "/abonnement/",
    "/404.html",
    "/feeds/tous.atom.xml",
    "/feeds/tous.json",
    "/feeds/lectures.atom.xml",
    "/feeds/lectures.json",
    "/feeds/categorie-relation-client.atom.xml",
    "/lectures.opml",
    "/sitemap.xml",
    "/robots.txt",
]
