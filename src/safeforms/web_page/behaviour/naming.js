// Gives every control its name and ids from the path that stands once at its question; of a new row too.
function questionBoxes(root) {
  return [...root.querySelectorAll(".question")];
}
function pathOf(box) {
  return box.id.slice(2);
}
function belongsTo(box, element) {
  return element.closest(".question") === box;
}
function inside(box, selector) {
  return [...box.querySelectorAll(selector)].filter(element => belongsTo(box, element));
}
// Reasons join the radios of one answer, so that one arrow key reaches them; elsewhere they are a group of their own.
function makeBoxes(box, path, type) {
  const alone = type === "yes_no" || type === "choice" ? path : path + "?";
  for (const onPaper of inside(box, "[data-v]")) {
    const value = onPaper.dataset.v, isReason = value[0] === "?";
    const input = made("input", {
      type: type === "choices" && !isReason ? "checkbox" : "radio",
      name: isReason ? alone : path,
      id: path + (isReason ? "" : "=") + value,
      value,
    });
    onPaper.replaceWith(made("label", {}, input, ...onPaper.childNodes));
  }
}
function made(tag, properties, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}
// An option that may need a note says "say more" on paper; on the screen the note is a field below the boxes. Every
// reason may have one.
function addNote(box, boxes, key, data) {
  if (!inside(box, boxes).length) return;
  const label = made("label", { htmlFor: key }, "Say more");
  const note = made("div", { className: "note", hidden: true }, label, made("textarea", { id: key, name: key, rows: 1 }));
  Object.assign(note.dataset, data);
  inside(box, boxes)[0].after(note);
}
function nameDates(box, path) {
  inside(box, ".date input").forEach((input, n) => {
    input.id = input.name = path + ":" + ["day", "month", "year", "time"][n];
    input.inputMode = n < 3 ? "numeric" : "text";
    if (n === 3) input.placeholder = "hh:mm";
  });
}
function foldSources(box) {
  for (const why of inside(box, ":scope > .why")) why.replaceWith(made("details", {}, made("summary", {}, "Sources"), why.textContent));
}
function addSaying(box, kind, path) {
  const said = made("p", { className: kind, id: kind[0] + "-" + path, hidden: true });
  inside(box, ":scope > legend, :scope > label, :scope > .hint").pop().after(said);
}
function addClear(box, path, asked) {
  const clear = made("button", { type: "button", className: "clear", hidden: true, ariaLabel: "Clear: " + asked }, "Clear");
  clear.dataset.clear = path;
  box.append(clear);
}
// What screen readers say with a control: what to write, and what is wrong with it.
function describe(box, path) {
  const hint = inside(box, ":scope > .hint")[0];
  if (hint) hint.id = "h-" + path;
  const control = box.tagName === "FIELDSET" ? box : inside(box, ":scope > input, :scope > textarea")[0];
  control.setAttribute("aria-describedby", (hint ? "h-" + path + " " : "") + "e-" + path);
}
function nameQuestion(box, question) {
  const path = pathOf(box);
  box.dataset.path = path;
  box.dataset.type = question.type;
  const field = inside(box, ":scope > input, :scope > textarea")[0];
  if (field) {
    field.name = path;
    field.dir = "auto";
  }
  if (question.type === "integer" || question.type === "nhs_number") field.inputMode = "numeric";
  makeBoxes(box, path, question.type);
  addNote(box, ".options:has(i)", path + "_note", { note: path + "_note" });
  addNote(box, ".reasons", path + "?note", { reasonNote: path });
  nameDates(box, path);
  addSaying(box, "aside", path);
  addSaying(box, "error", path);
  addClear(box, path, question.text);
  foldSources(box);
  describe(box, path);
}
function nameAll(root) {
  for (const box of questionBoxes(root)) nameQuestion(box, questionAt(pathOf(box)));
}
// A row of a table, not yet in the page: its ids get the number of the row in place of "#".
function newRow(table, number) {
  const row = document.querySelector("template[data-row='" + table + "']").content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("[id], [for]")]) {
    for (const name of ["id", "for"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace(".#.", "." + number + "."));
    }
  }
  nameAll(row);
  return row;
}
