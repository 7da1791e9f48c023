// Fører fra feltet øverst til søgningen. Det, der er skrevet, står efter # i adressen og bliver ikke sendt.
document.querySelector(".seek form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  location.href = form.getAttribute("action") + "#s=" + encodeURIComponent(form.querySelector("input").value.trim());
});
