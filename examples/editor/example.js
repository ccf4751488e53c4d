// A panel beside an editor: it reads what is selected there, or else all of it. It takes text and changes
// nothing, so it needs to know of an editor only where its element or its document is:
// `view.dom` of ProseMirror, `editor.getBody()` of TinyMCE.

const panel = document.querySelector("#panel");

/** Waits until the writer rests. */
const REST = 400;

function watch(body) {
  const { ownerDocument } = body;
  let waiting = 0;
  const read = () => {
    const selection = ownerDocument.getSelection();
    const isHere = selection?.rangeCount > 0 && body.contains(selection.getRangeAt(0).commonAncestorContainer);
    const selected = isHere ? selection.toString().trim() : "";
    panel.text = selected || body.innerText;
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, REST);
  };
  body.addEventListener("input", soon);
  ownerDocument.addEventListener("selectionchange", () => body.contains(ownerDocument.getSelection()?.anchorNode ?? null) && soon());
  return read;
}

const read = watch(document.querySelector("#element"));

const { contentDocument } = document.querySelector("#frame");
contentDocument.documentElement.lang = "ar";
contentDocument.documentElement.dir = "rtl";
contentDocument.body.contentEditable = "true";
contentDocument.body.append(Object.assign(contentDocument.createElement("p"), { textContent: "أعلن رئيس البلدية نادر السعيد أن المدينة ستزرع ألف شجرة." }));
watch(contentDocument.body);

read();
