// La recherche : Pagefind n'est chargé qu'au premier mot cherché. Sans JavaScript, la page propose archives et étiquettes.
const form = document.querySelector(".recherche");
const [field, status, list] = ["q", "bilan", "resultats"].map((id) => document.getElementById(id));
let engine;
let last = 0;

function add(parent, tag, className, text) {
  const element = parent.appendChild(document.createElement(tag));
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function row({ url, meta, excerpt }) {
  const item = document.createElement("li");
  item.className = "rangee";
  item.style.setProperty("--s", meta.secondes ?? 0);
  add(item, "p", "quand", meta.date);
  const box = add(item, "div", "quoi");
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
  const pages = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
  if (turn !== last) return;
  const count = found.results.length;
  status.textContent = count ? `${count} page${count > 1 ? "s" : ""}` : "Aucune page ne contient ces mots.";
  list.replaceChildren(...pages.map(row));
  history.replaceState(null, "", `?q=${encodeURIComponent(text)}`);
}

const run = () => search().catch(() => (status.textContent = "L’index de recherche n’est pas disponible ici."));
form.addEventListener("submit", (event) => (event.preventDefault(), run()));
field.addEventListener("input", run);
field.value = new URLSearchParams(location.search).get("q") ?? "";
if (field.value) run();
