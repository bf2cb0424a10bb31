// The summary beside the form, in the words of our summaries; it is made anew whenever something in it changes.
const STANDING = "It does not diagnose abuse and does not rule it out. Professional judgement comes first.";
let shownBefore = "", redBefore = [], levelBefore = "";
const capital = word => word[0].toUpperCase() + word.slice(1);
const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

function points(items, give = item => [item]) {
  return items.length ? [made("ul", {}, ...items.map(item => made("li", {}, ...give(item))))] : [];
}
const part = (title, ...inside) => inside.length ? [made("h3", {}, title), ...inside] : [];

function showPanel() {
  const { asked, contents, needsNote, problems, ...said } = result;
  const { findings, unanswered, notAsked, tell, tellIf, level, levelWords } = said, all = JSON.stringify(said);
  if (all === shownBefore) return;
  shownBefore = all;
  byId("p-level").replaceChildren(made("a", { href: "#p-summary" }, `Level: ${levelWords}`));
  byId("p-level").className = level || "";
  byId("p-findings").replaceChildren(...beside(), ...part("What was found", ...findings.map(finding)));
  byId("p-undetermined").replaceChildren(...undeterminedSaid());
  byId("p-tell").replaceChildren(
    ...part("To be told", ...points(tell, telling)),
    ...foldedAway("tell", `To be told, if it turns out: ${tellIf.length}`, points(tellIf, tellingIf)),
  );
  byId("p-unanswered").replaceChildren(
    ...part("Asked and not answered", ...points(unanswered, unansweredSaid)),
    ...part("Recorded though not asked for", ...points(notAsked, key => [heading(key)])),
    made("p", { className: "faint" }, STANDING),
  );
  announce();
}
function beside() {
  const { level, possibleLevel, override } = result, said = [];
  if (override) said.push(`This level is computed. The professional's own level: ${capital(override.level)}.`);
  const more = possibleLevel && possibleLevel !== level;
  if (more) said.push(`It could be ${possibleLevel}: see what could not be determined.`);
  return said.map(text => made("p", {}, text));
}
function finding(id, number) {
  const { level, concern, actions, within, hard } = FORM.indicators[id];
  const told = result.tell.filter(one => one.because.includes(id)).map(one => FORM.recipients[one.to]);
  const head = made("h4", {}, `${number + 1}. ${level.toUpperCase()}: ${concern}`);
  const box = made("div", { className: `finding ${level}` }, head);
  if (actions.length) box.append(made("p", {}, `To do, ${within}:`), ...points(actions));
  if (told.length) box.append(made("p", {}, `Who is told${actions.length ? "" : `, ${within}`}: ${told.join("; ")}`));
  if (hard) box.append(made("p", {}, "No override may lower this."));
  box.dataset.indicator = id;
  return box;
}
// What a reason or a contradiction keeps open stands in full; what is only not answered yet can be unfolded.
function undeterminedSaid() {
  const yet = one => one.why === "Not answered.";
  const open = result.undetermined.filter(one => !yet(one)), blank = result.undetermined.filter(yet);
  const more = foldedAway("undetermined", `Not answered yet: ${counted(blank.length, "question")} on which more depends`,
    points(blank, hanging));
  return part("Could not be determined", ...points(open, hanging), ...more);
}
// What is long and not yet certain can be unfolded, and stays so when the panel is made anew.
function foldedAway(place, title, list) {
  const open = Boolean(document.querySelector(`#${place} details[open]`));
  return list.length ? [made("details", { open }, made("summary", {}, title), ...list)] : [];
}
function hanging({ key, why, indicators }) {
  const said = id => [`${capital(FORM.indicators[id].level)}, if it holds: ${FORM.indicators[id].concern}`];
  return [`${heading(key)}: ${why}`, ...points(indicators, said)];
}
function telling({ to, within, because }) {
  const numbers = because.map(id => result.findings.indexOf(id) + 1).filter(Boolean);
  const why = numbers.length ? ` (${numbers.length === 1 ? "finding" : "findings"} ${numbers.join(", ")})` : "";
  return [`${FORM.recipients[to]}: ${within}${why}`];
}
function tellingIf({ to, within, because }) {
  const said = id => [(FORM.indicators[id] || FORM.notify.find(one => one.id === id)).concern || "It is routine."];
  return [`${FORM.recipients[to]}: ${within}, if`, ...points(because, said)];
}
function unansweredSaid({ key, reason, note, settles }) {
  return [`${heading(key)}: ${FORM.reasons[reason]}${note ? ` (${note})` : ""}${settles ? "; this settles it" : ""}`];
}
// Red is said aloud, whatever is still missing.
function announce() {
  const red = result.findings.filter(id => FORM.indicators[id].level === "red");
  const news = red.filter(id => !redBefore.includes(id)).map(id => `Red: ${FORM.indicators[id].concern}`);
  const level = result.level && result.level !== levelBefore ? [`Level: ${result.levelWords}.`] : [];
  redBefore = red;
  levelBefore = result.level;
  if (news.length || level.length) say([...level, ...news].join(" "));
}
function say(text) {
  byId("p-live").textContent = text;
}
function showProgress() {
  const wrong = new Set(refusals().map(boxOf).filter(Boolean).map(box => box.dataset.path));
  const done = [...result.asked].filter(([key, { truth }]) => truth === true && !wrong.has(key) &&
    (result.contents.get(key) || {}).kind && !(questionAt(key).parts && hasParts(held(key))));
  byId("p-progress").max = done.length + wrong.size || 1;
  byId("p-progress").value = done.length;
  put(byId("progress-words"), `${done.length} of ${done.length + wrong.size} asked questions answered`);
}
