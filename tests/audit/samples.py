"""What the shipped content and the demonstration lack: files that hold one of each thing that an author may write.

Typed as authors type: straight quotes and apostrophes, plain spaces, three dots.
"""

from theming.small_site import IMAGES

_EVERYTHING = (
    """Title: Tout ce qu'un billet contient : « vraiment ? »
Date: 2014-05-05 08:30
Modified: 2014-06-01
Category: Relation client
Tags: attente, l'été : pourquoi ?
Slug: tout-ce-qu-un-billet-contient
Series: L'attente : qu'est-ce ?
Series_index: 1
Image: images/photo.jpg

Une introduction[^1], puis une autre[^1] ; le *tout* tient en 10 minutes... ou presque !

*[HTML]: HyperText Markup Language

## D'abord : le code

La commande `make demo --quiet` suffit ? Oui :

```python
def minutes(words: int) -> float:
    return words / 240  # "mots" par minute ; c'est tout !
```

## Ensuite : les listes

- un point, avec [un lien](https://example.org/a?b=1&c=2) : ouvert ;
    1. un sous-point à 1 900 € ;
    2. un autre, 20 % moins cher ;
- et du HTML.

Attente
:   Ce que l'on mesure le 21 juin 2014, montre en main.

> « Le client n'attend pas », disait-on. "Vraiment ?"

![Une photo de la file d'attente : vingt personnes]({static}/images/photo.jpg)

/// caption
Une file, un lundi ; la photo est "retouchée".
///

## Puis : les tableaux

| | Appels |
|------|-------:|
| lundi | 12 345 |
| mardi | 80 % |

/// caption
Des chiffres inventés : lesquels ?
///

### Ailleurs

<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="Une vidéo : 3 min"></iframe>

![Une image d'ailleurs](https://ailleurs.example/x.png)

Un mot anglais, <span lang="en">"customer experience"</span> ; un renvoi aux [lectures](/lectures/).

## Enfin : le texte

"""
    + "\n\n".join(["Rien ne presse, dit l'un ; tout presse, dit l'autre : lequel croire ? " * 18] * 5)
    + """

[^1]: Une note, « brève » ; elle sert deux fois.
"""
)

_ENGLISH = """Title: What a minute costs: "nothing"?
Date: 2014-07-01 09:00
Category: Relation client
Tags: attente
Slug: what-a-minute-costs
Lang: en

They said: "don't wait!" Nobody did; 1,900 calls were dropped... See the [list](/lectures/).

## Why wait?

Because.
"""

_PRESS = """Title: Vu dans la presse
Date: 2014-08-01 09:00
Category: L'air du temps : revues
Tags: prix
Slug: vu-dans-la-presse
Source: Le Courrier de l'attente
Source_date: 2014-07-30
Source_url: https://courrier.example/
Origin: L'autre "blog"
Related: what-a-minute-costs

"Les clients n'attendent plus", lit-on. Est-ce vrai ?
"""

# As editors of 2009 left it: looks in the text, headings out of order, elements open, nested or of another age.
_OLD = """Title: Un billet d'il y a longtemps
Date: 2009-03-01 09:00
Category: Marketing
Tags: prix
Slug: un-billet-d-il-y-a-longtemps

<p align="center"><font color="red" size="4">Attention !</font> <b><i>Soldes</b></i> : -20 %</p>
<h5>Un sous-titre trop petit</h5>
<center><img src="/images/photo.jpg" border="0" width="300" hspace="5"><br>La file, un "lundi"</center>
<p>Un premier paragraphe<p>et un second, sans fin : <a name="bas" href="http://ailleurs.example/a b">ici</a>
<table width="100%" cellpadding="2" border="1"><tr><td nowrap>Lundi<td align="right">1 900</table>
<img src="https://ailleurs.example/pixel.gif" width="1" height="1">
<span style="font-size: 90%">Un texte plus petit</span>, et le <a href="#bas">bas</a>
<ul><li>un<li>deux</ul>
<div class="moreless"><strike>Vieux</strike> <tt>prix</tt> <acronym title="Vente par correspondance">VPC</acronym></div>
"""

_DRAFT = """Title: Brouillon en cours
Date: 2014-09-01 09:00
Category: Marketing
Tags: brouillonne
Slug: brouillon-en-cours
Status: draft

Pas encore.
"""

_FUTURE = """Title: Un billet de demain
Date: 2999-01-01 09:00
Category: Marketing
Slug: un-billet-de-demain

Pas avant.
"""


def _short_post(number: int) -> str:
    """One of many, so that lists run over several pages."""
    return f"""Title: Brève n° {number} : l'essentiel
Date: 2015-{number % 12 + 1:02}-{number % 28 + 1:02} 09:00
Category: Brèves
Tags: attente
Slug: breve-{number}

En bref : {number} mots, "pas un" de plus !
"""


FILES: dict[str, str | bytes] = {
    "posts/tout.md": _EVERYTHING,
    "posts/english.md": _ENGLISH,
    "posts/presse.md": _PRESS,
    "posts/ancien.md": _OLD,
    "posts/brouillon.md": _DRAFT,
    "posts/futur.md": _FUTURE,
    "images/photo.jpg": IMAGES["images/photo.jpg"],
    **{f"posts/breve-{number}.md": _short_post(number) for number in range(1, 26)},
}
