// Shows what is asked, what holds something and what may be answered; says which of them a question is.
let touchedByPointer = false;

// Parts of a row that cannot be used are not asked.
const truthOf = key => (result.asked.get(key) || { truth: false }).truth;
// Open for a reason or an answer that cannot be used, which no further answer will decide.
function mayBeAnswered(key) {
  if (truthOf(key) !== null) return false;
  const kinds = [...result.asked.get(key).because].map(other => (result.contents.get(other) || {}).kind);
  return kinds.includes("reason") || kinds.includes("invalid");
}
const isWanted = key => truthOf(key) === true || isHeld(key) || mayBeAnswered(key);

function showAsked() {
  const all = byId("show-all").checked;
  for (const box of formBoxes()) {
    const key = box.dataset.path;
    hide(box, !(all || isWanted(key)));
    showAround(box, key);
  }
}
function showAround(box, key) {
  const raw = held(key), note = noteKey(key), clearing = inside(box, ".clear")[0];
  const needsNote = result.needsNote.has(key) && !isReason(raw);
  if (note) hide(byId(note).closest(".note"), !(needsNote || !isBlank(held(note))));
  if (byId(key + "?note")) hide(byId(key + "?note").closest(".note"), !isReason(raw));
  const oneOf = ["yes_no", "choice"].includes(questionAt(key).type);
  hide(clearing, isBlank(raw) || !(oneOf || isReason(raw) || !isShown(key)));
  put(byId("a-" + key), aside(key));
}
function aside(key) {
  const said = [], truth = truthOf(key);
  if (truth === false && isHeld(key)) said.push("Recorded although not asked; it is kept and it counts.");
  else if (truth === false) said.push("Not asked here.");
  else if (truth === null) said.push("May be answered.");
  if (!isShown(key)) said.push("The answer held here cannot be shown. It is kept until you answer or clear it.");
  if (replaced.has(key)) said.push("The reason replaces your answer; “Clear” brings the answer back.");
  return said.join(" ");
}
// Once the focus is elsewhere: what is wrong is said, and what was only kept for the focus goes. While a pointer is
// down nothing moves, or the click would miss what it was meant for.
function settle() {
  if (touchedByPointer || !leaving) return;
  left.add(leaving).add(rootKey(leaving));
  leaving = "";
  refresh();
}
const put = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
  hide(element, !text);
};
// What has the focus stays until it is left.
const hide = (element, hidden) => {
  if (element.hidden !== hidden && !(hidden && element.contains(document.activeElement))) element.hidden = hidden;
};
