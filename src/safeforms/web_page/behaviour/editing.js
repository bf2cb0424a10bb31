// What one edit does: the answer goes into the record, and what it replaces leaves the controls.
function edited(target) {
  const box = target.closest(".question");
  if (!box || !target.id) return;
  const key = box.dataset.path;
  if (target.id === noteKey(key)) write(target.id, target.value);
  else if (target.type === "radio" && target.value[0] === "?") leftWithReason(box, key);
  else answered(target, key);
  refresh();
}
// An answer that a reason replaces is kept aside: "Clear" brings it back.
function leftWithReason(box, key) {
  if (!isReason(held(key)) && !isBlank(held(key))) replaced.set(key, held(key));
  write(key, readControls(key));
  fillWithin(box);
}
function answered(target, key) {
  const isNote = target.id === key + "?note", outer = outerOf(key) && rootKey(key);
  if (!isNote) unchoose(key, "?", questionAt(key).reasons);
  if (outer) unchoose(outer, "?", questionAt(outer).reasons);
  if (target.type === "checkbox" && target.checked) untickOthers(target, key);
  if (!isNote) replaced.delete(key);
  write(key, readControls(key));
}
const rootKey = key => key.split(".", 1)[0];
function unchoose(key, mark, offered) {
  for (const id of chosen(key, mark, offered)) byId(key + mark + id).checked = false;
}
// "None of these" and the like stand alone: ticking one unticks the others, and the other way round.
function untickOthers(target, key) {
  const { options } = questionAt(key), alone = id => options[id].exclusive;
  const out = chosen(key, "=", options).filter(id => id !== target.value && (alone(target.value) || alone(id)));
  for (const id of out) byId(`${key}=${id}`).checked = false;
  if (out.length) say(`No longer ticked: ${out.map(id => options[id].text).join("; ")}.`);
}
// Takes the answer or reason out; what a reason had replaced comes back.
function clear(key) {
  const back = replaced.get(key), box = byId("q-" + key);
  replaced.delete(key);
  write(key, undefined);
  if (back !== undefined) write(key, back);
  fillWithin(box);
  firstControl(box).focus();
  refresh();
  say(back === undefined ? "Cleared." : "Your answer is back.");
}
function fillWithin(box) {
  for (const rows of box.querySelectorAll(".rows")) drawRows(rows.dataset.rows);
  for (const each of [box, ...questionBoxes(box)]) fill(each.dataset.path);
}
