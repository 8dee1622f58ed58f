// The page to print: its one button. Without this, the browser's own menu prints it.
document.querySelector("[data-prints]")?.addEventListener("click", () => print());
