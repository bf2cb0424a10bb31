// Gives FORM what stands once in the page: the texts of questions and options, which reasons there are, what is a text.
function takeWords(box) {
  const question = questionAt(pathOf(box).replace(".#.", ".0.")), { options = {}, reasons = {} } = question;
  const words = element => element.firstChild.data.replace(/ $/, "");
  if (box.querySelector(":scope>textarea")) question.type = "text";
  if (!question.text) question.text = words(box.querySelector("legend, label"));
  const [all, why] = [{}, {}];
  for (const onPaper of inside(box, "[data-v]")) {
    const value = onPaper.dataset.v;
    const reason = value.slice(1);
    if (value[0] === "?") why[reason] = { note: FORM.noted.includes(reason), ...own(reasons, reason) };
    else all[value] = own(options, value) || { text: words(onPaper) };
  }
  if (Object.keys(all).length) question.options = all;
  if (Object.keys(why).length) question.reasons = why;
}
for (const root of [document, ...[...document.querySelectorAll("template")].map(one => one.content)]) {
  for (const box of questionBoxes(root)) takeWords(box);
}
