// Files: a record is opened from one and saved as one, never stored elsewhere. No sentence here names an answer.
// No record is longer; what is would make the browser stand still.
const LARGEST = 5e5;

const notify = sentence => { byId("p-notice").textContent = sentence; };
function opened(text) {
  let raw;
  try {
    raw = parsed(text);
  } catch {
    return isLines(text)
      ? "This file holds several records, one on each line. This page opens one: save its line as a file of its own."
      : "This file is not JSON, so no record can be read from it.";
  }
  if (Array.isArray(raw) && raw.length !== 1)
    return `This file is a list of ${counted(raw.length, "record")}. This page opens one at a time.`;
  if (Array.isArray(raw)) [raw] = raw;
  if (!isMapping(raw) || raw instanceof Exactly) return "This file holds no record: answers by question.";
  const bare = !("answers" in raw || "form" in raw);
  const whole = bare ? { ...freshRecord(), status: "completed", answers: raw } : raw;
  if (!isMapping(whole.answers)) return "The record in this file has no answers that can be read.";
  if (!isBlank(whole.form) && whole.form !== FORM.id)
    return "This file is a record of another form. Open it on the page of that form.";
  const status = isBlank(whole.status) || STATUSES.includes(whole.status) ? "" : " Its own status is none that there is.";
  adopt(whole);
  const version = strict.problems.find(problem => problem.code === "wrong_version");
  return `The record is open, marked ${record.status.replaceAll("_", " ")}.${status}${version ? ` ${version.message}` : ""}`;
}
function isLines(text) {
  const lines = text.trim().split("\n");
  try {
    return lines.length > 1 && isMapping(JSON.parse(lines[0]));
  } catch {
    return false;
  }
}
function adopt(whole) {
  record = { ...whole };
  if (isBlank(record.form)) record.form = FORM.id;
  if (!STATUSES.includes(record.status)) record.status = "completed";
  wasFinished = record.status !== "in_progress";
  [unsaved, checked, leaving] = [false, false, ""];
  replaced.clear();
  left.clear();
  byId("record-id").value = asField(record.record_id) || "";
  fillAll();
  for (const box of formBoxes()) if (isHeld(box.dataset.path)) left.add(box.dataset.path);
  refresh();
}
function nameRecord(id) {
  record.record_id = id || undefined;
  unsaved = true;
}
const STATUSES = ["in_progress", "completed", "amended", "entered_in_error"];

async function open(input) {
  const [file] = input.files;
  if (!file || (unsaved && !confirm("Open another record? What you have not saved here is lost."))) return;
  const said = file.size > LARGEST ? "This file is too large to be one record." : opened(await file.text());
  input.value = "";
  notify(said);
}
function saveDraft() {
  if (record.status !== "entered_in_error") record.status = "in_progress";
  save("-draft", "Saved as a draft");
}
function saveComplete() {
  if (!check()) return;
  if (record.status === "in_progress" || unsaved) finish();
  save("", "Saved as complete");
}
function finish() {
  record.form_version = FORM.version;
  if (record.status !== "entered_in_error") record.status = wasFinished ? "amended" : "completed";
  wasFinished = true;
}
// Whether nothing is missing or wrong; else the list of it gets the focus.
function check() {
  checked = true;
  refresh();
  const refused = refusals().length > 0;
  notify(refused ? "" : "The form is complete: each question asked has an answer or a reason, and no rule is broken.");
  if (refused) byId("p-errors").focus();
  return !refused;
}
function save(kind, said) {
  const file = new Blob([JSON.stringify(saved(), null, 2), "\n"], { type: "application/json" });
  const id = (asField(record.record_id) || londonNow()).replace(/[^A-Za-z0-9-]+/g, "-");
  const link = made("a", { href: URL.createObjectURL(file), download: `${FORM.id}-${id}${kind}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  unsaved = false;
  refresh();
  notify(`${said}: ${link.download}.${marked()}`);
}
// What the file says of the record that somebody may not expect.
function marked() {
  if (record.status === "entered_in_error") return " It stays marked as entered in error.";
  return wasFinished && record.status === "in_progress"
    ? " A draft does not say that it was complete before: finish it on this page, and it is marked amended." : "";
}
