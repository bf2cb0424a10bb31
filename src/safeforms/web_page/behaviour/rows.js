// Rows of tables: drawn from the record, added, removed with their numbers put right.
function drawRows(table) {
  const raw = held(table), place = document.querySelector(`[data-rows='${table}']`);
  place.replaceChildren();
  (Array.isArray(raw) ? raw : []).forEach((_, number) => place.append(numbered(table, number)));
  for (const box of questionBoxes(place)) fill(box.dataset.path);
}
function numbered(table, number) {
  const row = newRow(table, number), remove = row.querySelector("button.remove");
  remove.ariaLabel = `${remove.textContent} (${number + 1})`;
  remove.dataset.row = number;
  return row;
}
function addRow(table) {
  const row = {}, raw = held(table);
  added.add(row);
  record.answers[table] = [...(Array.isArray(raw) ? raw : []), row];
  const number = record.answers[table].length - 1;
  unchoose(table, "?", questionAt(table).reasons);
  drawRows(table);
  unsaved = true;
  refresh();
  firstControl(rowAt(table, number)).focus();
  say(`Row ${number + 1} added.`);
}
function removeRow(table, number) {
  const rows = held(table);
  if (!isBlank(rows[number]) && !confirm(`Remove row ${number + 1} and all that is written in it?`)) return;
  rows.splice(number, 1);
  if (!rows.length) delete record.answers[table];
  for (const key of [...left]) if (key.startsWith(table + ".")) left.delete(key);
  drawRows(table);
  unsaved = true;
  refresh();
  const next = rowAt(table, number);
  (next ? firstControl(next) : document.querySelector(`[data-add='${table}']`)).focus();
  say(`Row ${number + 1} removed.`);
}
const rowAt = (table, number) => document.querySelector(`[data-rows='${table}']`).children[number];
