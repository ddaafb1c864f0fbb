// The page: takes pictures, asks the server, shows its answers.

const side = 28;
const maxBytes = 10 * 1024 * 1024; // as the server's WebOptions
const mostShown = 24;
const hot = [255, 140, 0];

const element = id => document.getElementById(id);
const percent = share => `${(100 * share).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;

const entries = []; // pictures and their answers, the newest last
let shown; // the one of them that the page is about
let queue = Promise.resolve(); // one picture after the other, in the order in which they came

function take(files) {
  const pictures = [...files];
  element('problem').textContent = '';
  if (pictures.length === 0) {
    complain('', 'That was no picture file. Save the picture first, or copy and paste it.');
    return;
  }
  pictures.forEach((file, index) => {
    const name = file.name || 'pasted picture';
    queue = queue.then(async () => {
      say(pictures.length > 1 ? `Looking at picture ${index + 1} of ${pictures.length} …` : 'Looking …');
      try {
        add({ name, file, url: URL.createObjectURL(file), prediction: await predict(file) });
      } catch (error) {
        say('');
        complain(name, error.message);
      }
    });
  });
}

async function predict(file) {
  if (file.size > maxBytes) throw new Error(`This picture has ${Math.ceil(file.size / 1024 / 1024)} MB; 10 MB are taken.`);
  const answer = await ask('api/predictions', file, typeOf(file));
  return answer.images[0].prediction;
}

/** The server tells kinds of files by their bytes; browsers go by names, and know some pictures not at all. */
const typeOf = file => (file.type.startsWith('image/') ? file.type : 'image/unknown');

/** What the server answers; it is asked again when it was busy. */
async function ask(address, body, type) {
  let response;
  do {
    try {
      response = await fetch(address, { method: 'POST', body, headers: { 'Content-Type': type } });
    } catch {
      throw new Error('The server does not answer. Is it still running?');
    }
    if (response.status === 429) await new Promise(again => setTimeout(again, 1000 * (Number(response.headers.get('Retry-After')) || 1)));
  } while (response.status === 429);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.title);
  return answer;
}

/** Says how it stands; what the eye finds in the answer anyway, to screen readers alone. */
function say(text, onlyAloud = false) {
  element('status').textContent = text;
  element('status').className = onlyAloud ? 'for-screen-readers' : '';
}

function complain(name, message) {
  const line = document.createElement('span');
  line.textContent = name ? `${name}: ${message} ` : `${message} `;
  element('problem').append(line);
}

function add(entry) {
  entries.push(entry);
  if (entries.length > mostShown) URL.revokeObjectURL(entries.shift().url);
  show(entry);
}

function show(entry) {
  const { label, probability, classes, blurry, pixels } = entry.prediction;
  say(`${entry.name}: ${label}, ${percent(probability)}${blurry ? ', but blurry' : ''}`, true);
  element('file').textContent = entry.name;
  element('label').textContent = `${label}, ${percent(probability)}`;
  element('sharpness').textContent = blurry
    ? 'Blurry, even at 28 × 28 pixels: the answer is the mean of the usual network and of one that was trained on blurred images. A sharper photo helps.'
    : 'Sharp enough at 28 × 28 pixels for the usual network, which was trained on sharp images.';
  element('sharpness').className = blurry ? 'note blurry' : 'note';
  element('photo').src = entry.url;
  element('photo').alt = `The photo ${entry.name}`;
  drawGrey(element('seen'), bytes(pixels));
  element('classes').replaceChildren(...classes.map(row));
  element('answer').hidden = false;
  shown = entry;
  showGallery();
  showHeat(entry);
  showSteps(entry);
}

function row({ label, probability }) {
  const tr = document.createElement('tr');
  const name = document.createElement('th');
  name.scope = 'row';
  name.textContent = label;
  const bar = document.createElement('meter');
  bar.value = probability;
  bar.setAttribute('aria-label', label);
  const barCell = document.createElement('td');
  barCell.append(bar);
  const number = document.createElement('td');
  number.textContent = percent(probability);
  tr.append(name, barCell, number);
  return tr;
}

function showGallery() {
  element('others').hidden = entries.length < 2;
  element('gallery').replaceChildren(...entries.map(entry => {
    const button = document.createElement('button');
    button.type = 'button';
    if (entry === shown) button.setAttribute('aria-current', 'true');
    const picture = document.createElement('img');
    picture.src = entry.url;
    picture.alt = '';
    const name = document.createElement('span');
    name.className = 'name';
    name.textContent = entry.name;
    button.append(picture, `${entry.prediction.label}, ${percent(entry.prediction.probability)}`, name);
    button.addEventListener('click', () => {
      show(entry);
      element('answer').focus();
    });
    const item = document.createElement('li');
    item.append(button);
    return item;
  }));
}

async function showHeat(entry) {
  const caption = element('heat-caption');
  const grey = bytes(entry.prediction.pixels);
  if (!entry.heat) {
    caption.textContent = 'what mattered: hiding one part after the other …';
    drawGrey(element('heat'), grey);
  }
  try {
    entry.heat ??= await ask('api/heatmap', JSON.stringify({ pixels: entry.prediction.pixels }), 'application/json');
  } catch (error) {
    if (shown === entry) caption.textContent = `what mattered: ${error.message}`;
    return;
  }
  if (shown !== entry) return; // another one by now
  const most = Math.max(...entry.heat.falls);
  drawHeat(element('heat'), grey, entry.heat.falls, most);
  caption.textContent = most < 0.005
    ? 'what mattered: no part by itself; with any one hidden the answer stays'
    : `what mattered: where it is orange, hiding that part costs ${entry.heat.label} up to ${(100 * most).toFixed(most < 0.095 ? 1 : 0)} points`;
}

async function showSteps(entry) {
  if (!element('steps').open) return;
  if (!entry.steps) element('step-list').replaceChildren();
  try {
    entry.steps ??= (await ask('api/steps', entry.file, typeOf(entry.file))).steps;
  } catch (error) {
    complain(entry.name, error.message);
    return;
  }
  if (shown !== entry) return;
  element('step-list').replaceChildren(...entry.steps.map(step => {
    const picture = document.createElement('img');
    picture.src = `data:image/png;base64,${step.picture}`;
    picture.alt = '';
    const name = document.createElement('strong');
    name.textContent = step.name;
    const item = document.createElement('li');
    item.append(name, picture, step.explanation);
    return item;
  }));
}

element('steps').addEventListener('toggle', () => showSteps(shown));

const bytes = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

function draw(canvas, colorOf) {
  const context = canvas.getContext('2d');
  const image = context.createImageData(side, side);
  for (let i = 0; i < side * side; i++) image.data.set([...colorOf(i), 255], 4 * i);
  context.putImageData(image, 0, 0);
}

function drawGrey(canvas, grey) {
  draw(canvas, i => [grey[i], grey[i], grey[i]]);
}

function drawHeat(canvas, grey, falls, most) {
  draw(canvas, i => {
    const heat = most < 0.005 ? 0 : 0.85 * Math.max(0, falls[i]) / most;
    return hot.map(channel => Math.round(grey[i] * (1 - heat) + channel * heat));
  });
}

for (const id of ['choose', 'camera']) {
  element(id).addEventListener('change', event => {
    if (event.target.files.length > 0) take(event.target.files);
    event.target.value = ''; // the same file may be chosen again
  });
}

document.addEventListener('paste', event => {
  if (event.clipboardData.files.length > 0) take(event.clipboardData.files);
});

for (const sample of element('samples').querySelectorAll('img')) {
  const address = sample.getAttribute('src');
  sample.closest('button').addEventListener('click', async () => {
    element('problem').textContent = '';
    try {
      const picture = await (await fetch(address)).blob();
      take([new File([picture], address.split('/').pop(), { type: picture.type })]);
    } catch {
      complain('', 'The server does not answer. Is it still running?');
    }
  });
}

// Only pages that came from this computer or over https may read the clipboard.
if (navigator.clipboard?.read) {
  element('paste').addEventListener('click', async () => {
    element('problem').textContent = '';
    try {
      const files = [];
      for (const item of await navigator.clipboard.read()) {
        const type = item.types.find(one => one.startsWith('image/'));
        if (type) files.push(await item.getType(type));
      }
      if (files.length > 0) take(files);
      else complain('', 'There is no picture on the clipboard.');
    } catch {
      complain('', 'The browser does not let the page read the clipboard. Press Ctrl+V instead.');
    }
  });
} else {
  element('paste').hidden = true;
}

// Anywhere on the page, so that a drop beside the box does not leave the page for the picture.
let depth = 0;
document.addEventListener('dragenter', () => element('drop').classList.toggle('over', ++depth > 0));
document.addEventListener('dragleave', () => element('drop').classList.toggle('over', --depth > 0));
document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => {
  event.preventDefault();
  depth = 0;
  element('drop').classList.remove('over');
  take(event.dataTransfer.files);
});
