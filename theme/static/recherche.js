// La recherche : Pagefind n'est chargé qu'au premier mot cherché. Sans JavaScript, la page propose archives et étiquettes.
const form = document.querySelector(".recherche");
const [field, status, list] = ["q", "bilan", "resultats"].map((id) => document.getElementById(id));
// Ce que la page dit, dans sa langue ; le pluriel est celui que le navigateur connaît à cette langue.
const words = JSON.parse(form.dataset.mots);
const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
let engine;
let last = 0;

function add(parent, tag, className, text) {
  const element = parent.appendChild(document.createElement(tag));
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function pages(count) {
  const form = words.pages[plural.select(count)] ?? words.pages.other;
  return form.replace("{}", count.toLocaleString(language));
}

function row({ url, meta, excerpt }) {
  const item = document.createElement("li");
  item.className = "rangee";
  item.style.setProperty("--s", meta.secondes ?? 0);
  add(item, "p", "quand", meta.date);
  const box = add(item, "div", "quoi");
  if (meta.langue) box.lang = meta.langue;
  add(add(box, "h2"), "a", "", meta.title).href = url;
  // Pagefind écrit l'extrait lui-même : du texte échappé, où seuls les mots trouvés sont entre <mark>.
  add(box, "p", "p-summary").innerHTML = excerpt;
  add(item, "p", "duree", meta.duree);
  return item;
}

async function search() {
  const turn = ++last;
  const text = field.value.trim();
  if (!text) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  engine ??= await import(form.dataset.index);
  const found = await engine.debouncedSearch(text, {}, 150);
  if (!found || turn !== last) return;
  const shown = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
  if (turn !== last) return;
  const count = found.results.length;
  status.textContent = count ? pages(count) : words.none;
  list.replaceChildren(...shown.map(row));
  history.replaceState(null, "", `?q=${encodeURIComponent(text)}`);
}

const run = () => search().catch(() => (status.textContent = words.missing));
form.addEventListener("submit", (event) => (event.preventDefault(), run()));
field.addEventListener("input", run);
field.value = new URLSearchParams(location.search).get("q") ?? "";
if (field.value) run();
