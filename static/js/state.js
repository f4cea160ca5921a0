// Shows what needs scripts (data-needs-js), and names the little that parts share.
document.documentElement.dataset.js = "on";
