"use strict";
let printing = false;
for (const pair of document.querySelectorAll(".pair")) {
  const guesses = Array.from(pair.querySelectorAll("input[type=radio]"));
  const look = pair.querySelector("details.look");
  const said = pair.querySelector(".said");
  look.addEventListener("toggle", () => {
    const chosen = guesses.find((one) => one.checked);
    if (look.open && !chosen && !printing) {
      look.open = false;
      said.textContent = "Guess first: choose one of the answers, then look.";
      guesses[0].focus();
    } else if (look.open && chosen) {
      const words = chosen.closest("label").textContent.trim();
      const near = chosen.dataset.nearest === "yes" ? "That is the nearest of the answers." : "Another answer is nearer.";
      said.textContent = `Your guess was ${words}. ${near}`;
    }
  });
  const slider = pair.querySelector("input[type=range]");
  const rows = Array.from(pair.querySelectorAll(".points tbody tr"));
  const tell = () => {
    const row = rows[Number(slider.value)];
    const [name, figure] = Array.from(row.children).map((cell) => cell.textContent.trim());
    rows.forEach((one) => one.classList.toggle("here", one === row));
    slider.setAttribute("aria-valuetext", `at ${name}: ${figure}`);
    pair.querySelector(".here-now").textContent = `At ${name}: ${figure}.`;
    pair.querySelectorAll(".points-picture rect").forEach((bar, place) => {
      bar.classList.toggle("here", place === Number(slider.value));
    });
  };
  slider.addEventListener("input", tell);
  pair.querySelector(".moved").hidden = false;
  tell();
}
const opened = [];
addEventListener("beforeprint", () => {
  printing = true;
  for (const fold of document.querySelectorAll("details.key:not([open])")) {
    opened.push(fold);
    fold.open = true;
  }
});
addEventListener("afterprint", () => {
  printing = false;
  while (opened.length) opened.pop().open = false;
});
