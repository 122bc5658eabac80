document.documentElement.dataset.theme = localStorage.getItem("empiria.theme") || "system";
document.documentElement.lang = localStorage.getItem("empiria.language") || "pl";
