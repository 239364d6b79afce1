// Runs before the first paint so that the page never flashes in the wrong theme.
(() => {
  let choice = "auto";
  try {
    choice = localStorage.getItem("recloser.theme") || "auto";
  } catch {
    // Storage is off: follow the system.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = choice === "light" || choice === "dark" ? choice : dark ? "dark" : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", theme);
})();
