// La recherche : Pagefind n'est chargé qu'au premier mot cherché. Sans JavaScript, la page propose archives et étiquettes.
const form = document.querySelector(".recherche");
const [field, status, list] = ["q", "bilan", "resultats"].map((id) => document.getElementById(id));
let engine;
let last = 0;

function row(page) {
  const item = document.createElement("li");
  const box = item.appendChild(document.createElement("div"));
  const link = box.appendChild(document.createElement("h2")).appendChild(document.createElement("a"));
  const words = box.appendChild(document.createElement("p"));
  item.className = "rangee breve";
  box.className = "quoi";
  words.className = "p-summary";
  link.href = page.url;
  link.textContent = page.meta.title;
  // Pagefind écrit l'extrait lui-même : du texte échappé, où seuls les mots trouvés sont entre <mark>.
  words.innerHTML = page.excerpt;
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
