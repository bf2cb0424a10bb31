// Starts the page, and tells each part what happened.
function refresh() {
  const now = londonNow(), whole = judged();
  result = judge(whole, now);
  strict = record.status === "in_progress" ? judge({ ...whole, status: "completed" }, now) : result;
  showAsked();
  showErrors();
  showPanel();
  showProgress();
}
function fillAll() {
  for (const rows of document.querySelectorAll(".rows")) drawRows(rows.dataset.rows);
  for (const box of formBoxes()) fill(box.dataset.path);
}
// The control at which work in a box goes on: what is chosen there, else the first that can be reached.
function firstControl(box) {
  const all = [...box.querySelectorAll("input, textarea, button.add")].filter(one => one.checkVisibility());
  return all.find(one => one.checked && inside(box, "input").includes(one)) || all[0] || box.querySelector("button");
}
function clicked({ target }) {
  const { clear: key, add, row } = target.dataset || {};
  if (key) clear(key);
  if (add) addRow(add);
  if (row) removeRow(target.closest(".rows").dataset.rows, Number(row));
}
function released() {
  touchedByPointer = false;
  settle();
}
function listen() {
  const form = byId("p-form"), on = (place, event, what) => place.addEventListener(event, what);
  on(form, "input", event => edited(event.target));
  on(form, "click", clicked);
  on(form, "submit", event => event.preventDefault());
  on(form, "focusout", ({ target, relatedTarget }) => {
    const box = target.closest(".question");
    if (box && !(relatedTarget && relatedTarget.closest(".question") === box)) leaving = box.dataset.path;
  });
  on(document, "focusin", settle);
  on(document, "pointerdown", () => { touchedByPointer = true; });
  for (const end of ["pointerup", "pointercancel"]) on(document, end, () => setTimeout(released));
  on(byId("show-all"), "change", refresh);
  on(byId("open-file"), "change", event => open(event.target));
  on(byId("record-id"), "input", event => nameRecord(event.target.value));
  addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
}
// The buttons above the form stand below it too, so that nobody has to go back when they are done.
function giveButtons() {
  const below = made("div", { className: "buttons" });
  for (const [id, act] of Object.entries({ "p-check": check, "save-draft": saveDraft, "save-complete": saveComplete })) {
    const again = byId(id).cloneNode(true);
    again.id += "-end";
    below.append(again);
    for (const button of [byId(id), again]) button.addEventListener("click", act);
  }
  byId("p-form").append(below);
}
document.documentElement.className = "live";
giveButtons();
nameAll(document);
fillAll();
listen();
refresh();
// A record that the page came with is open at once.
if (byId("given-record")) notify(opened(byId("given-record").textContent));
