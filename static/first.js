// Before anything is painted: does the address open something else than the first picture of index.html?
// Then that picture is not shown for a moment (static/style/opening.css).
const parts = location.hash.slice(1).split("&");
const names = parts.map((part) => part.split("=")[0]);
if (names.includes("embed")) {
  document.documentElement.dataset.opens = "embed";
} else if (names.some((name) => name !== "" && name !== "v")) {
  document.documentElement.dataset.opens = "other";
}
