// What is wrong, beside its question once that was left; after a check all of it and what is missing, at the top too.
const left = new Set();
let leaving = "", checked = false;
const TITLE = document.title;
const LEFT_TO_DO = ["missing_answer", "note_missing"];

const refusals = () => strict.problems.filter(problem => problem.severity === "error");
// The question at which a problem stands: its own, or the nearest around it.
function boxOf({ path }) {
  for (let length = path.length; length; length -= 1) {
    const key = path.slice(0, length).join(".");
    const box = byId("q-" + key) || byId("q-" + key.replace(/_note$/, ""));
    if (box) return box;
  }
  return null;
}
function showErrors() {
  const said = new Map();
  for (const problem of refusals()) {
    const box = boxOf(problem), key = box && box.dataset.path;
    const shows = checked || (left.has(key) && !LEFT_TO_DO.includes(problem.code));
    if (box && shows) said.set(key, [...(said.get(key) || []), problem.message]);
  }
  for (const box of formBoxes()) markWrong(box, said.get(box.dataset.path) || []);
  listErrors(checked ? refusals() : []);
}
function markWrong(box, messages) {
  const key = box.dataset.path;
  put(byId("e-" + key), [...new Set(messages)].join(" "));
  box.classList.toggle("wrong", messages.length > 0);
  for (const field of inside(box, "textarea, input:not([type])")) {
    if (messages.length) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}
function listErrors(problems) {
  byId("p-errors").hidden = !problems.length;
  document.title = problems.length ? `Error: ${TITLE}` : TITLE;
  byId("p-errors").querySelector("ul").replaceChildren(...problems.map(problem => {
    const box = boxOf(problem);
    if (!box) return made("li", {}, problem.message, ...remover(problem));
    const link = made("a", { href: "#" + box.id }, problem.message);
    link.addEventListener("click", event => {
      const target = controlOf(problem);
      if (!target) return;
      event.preventDefault();
      target.focus();
    });
    return made("li", {}, link, ...remover(problem));
  }));
}
function controlOf(problem) {
  const box = boxOf(problem), last = String(problem.path[problem.path.length - 1]);
  if (!box) return null;
  if (last === "note") return byId(box.dataset.path + "?note") || firstControl(box);
  return (last.endsWith("_note") && byId(problem.path.join("."))) || firstControl(box);
}
// What no form asks has no control: it can only be taken out, and only by somebody who says so.
function remover({ code, path }) {
  if (code !== "unknown_question") return [];
  const button = made("button", { type: "button", className: "button quiet" }, "Remove it");
  button.addEventListener("click", () => {
    if (!confirm("Remove from the record what this form does not ask? It cannot be brought back.")) return;
    removeStrangers(path.join("."));
    refresh();
    (byId("p-errors").hidden ? byId("p-check") : byId("p-errors")).focus();
  });
  return [" ", button];
}
function removeStrangers(key) {
  const around = key ? held(key) : record.answers;
  const parts = Object.entries(key ? questionAt(key).parts || {} : FORM.questions);
  const known = isReason(around) ? ["unanswered", "note"] : parts.flatMap(([id, part]) => [id, noteOf(id, part)]);
  for (const name of Object.keys(around)) if (!known.includes(name)) delete around[name];
  if (!key) for (const name of Object.keys(record)) if (!ENVELOPE.includes(name)) delete record[name];
  unsaved = true;
}
const ENVELOPE = ["form", "form_version", "record_id", "status", "answers"];
