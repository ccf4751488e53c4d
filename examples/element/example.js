const property = document.querySelector("#property");
property.text = "أعلن رئيس البلدية نادر السعيد يوم 4 مارس 2024 أن المدينة ستزرع ألف شجرة.";

const choose = document.querySelector("#choose");
choose.addEventListener("change", () => (document.querySelector("#file").file = choose.files[0]));

const inside = document.createElement("rasid-article");
inside.textContent = "قال المدرب وليد الناصر إن الفريق جاهز للمباراة.";
document.querySelector("#host").attachShadow({ mode: "open" }).append(inside);

// The events cross shadow roots, so one listener hears of every article.
const events = document.querySelector("#events");
for (const type of ["analysed", "entity-activate", "quote-activate", "selection-change", "error"]) {
  document.addEventListener(type, ({ detail }) => {
    const told = type === "analysed" ? `${detail.analysis.actors.length} actors, ${detail.analysis.quotes.length} quotes` : JSON.stringify(detail);
    events.append(Object.assign(document.createElement("li"), { textContent: `${type}: ${told}` }));
  });
}
