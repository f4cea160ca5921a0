// Choosing the square of a photo that is shown. Without this the server takes the middle.
for (const form of document.querySelectorAll("[data-cropper]")) {
  const input = form.querySelector("input[type=file]");
  const stage = form.querySelector("[data-cropper-stage]");
  const blind = form.querySelector("[data-cropper-blind]");
  const canvas = stage.querySelector("canvas");
  const zoom = stage.querySelector("input[type=range]");
  const fields = ["crop_x", "crop_y", "crop_size"].map((name) => form.elements[name]);
  const step = 0.04;
  let picture = null;
  let centre = { x: 0, y: 0 };

  const side = () => Math.min(picture.width, picture.height) / Number(zoom.value);
  const clamp = (value, size) => Math.min(size - side() / 2, Math.max(side() / 2, value));

  function draw() {
    centre = { x: clamp(centre.x, picture.width), y: clamp(centre.y, picture.height) };
    const square = [centre.x - side() / 2, centre.y - side() / 2, side()];
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, square[0], square[1], square[2], square[2], 0, 0, canvas.width, canvas.height);
    square.forEach((value, index) => (fields[index].value = Math.round(value)));
  }

  function move(x, y) {
    centre = { x: centre.x + x * side(), y: centre.y + y * side() };
    draw();
  }

  input.addEventListener("change", async () => {
    fields.forEach((field) => (field.value = ""));
    stage.hidden = true;
    blind.hidden = true;
    if (!input.files.length) return;
    try {
      picture = await createImageBitmap(input.files[0], { imageOrientation: "from-image" });
    } catch {
      // A kind of picture that this browser does not know, as HEIC; the server may.
      blind.hidden = false;
      return;
    }
    zoom.value = 1;
    centre = { x: picture.width / 2, y: picture.height / 2 };
    stage.hidden = false;
    draw();
  });

  zoom.addEventListener("input", draw);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom.value = Number(zoom.value) - Math.sign(event.deltaY) * 0.1;
    draw();
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    move(-event.movementX / canvas.clientWidth, -event.movementY / canvas.clientHeight);
  });
  canvas.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const zooms = { "+": 0.1, "=": 0.1, "-": -0.1 };
    if (ways[event.key]) move(...ways[event.key]);
    else if (zooms[event.key]) {
      zoom.value = Number(zoom.value) + zooms[event.key];
      draw();
    } else return;
    event.preventDefault();
  });
}
