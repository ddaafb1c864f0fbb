// The page: takes pictures, asks the server, shows its answers.

const side = 28;
const maxBytes = 10 * 1024 * 1024; // as the server's WebOptions
const longestEdge = 2000; // of what is sent; the server looks at 280
const mostShown = 24;
const hot = [255, 140, 0];

const element = id => document.getElementById(id);
const percent = share => `${(100 * share).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;
const away = 'The server does not answer. Is it still running?';

const entries = []; // pictures and their answers, the newest last
let shown; // the one of them that the page is about
let queue = Promise.resolve(); // one picture after the other, in the order in which they came
let work; // ends what is under way when it is cancelled; undefined when nothing is

function take(files) {
  const pictures = [...files];
  element('problem').textContent = '';
  show(undefined);
  if (pictures.length === 0) {
    complain('', 'That was no picture file. Save the picture first, or copy and paste it.');
    return;
  }
  const added = pictures.map(file => ({ name: file.name || 'pasted picture', file, url: URL.createObjectURL(file) }));
  entries.push(...added);
  entries.splice(0, Math.max(0, entries.length - Math.max(mostShown, added.length))).forEach(forget);
  show(added[0]);
  element(entries.length > 1 && added.length > 1 ? 'others' : 'answer').scrollIntoView();
  work ??= new AbortController();
  const { signal } = work;
  added.forEach((entry, index) => {
    queue = queue.then(() => answer(entry, added.length > 1 ? `picture ${index + 1} of ${added.length}` : '', signal));
  });
  const last = queue = queue.then(() => {
    if (queue === last) finish();
    if (!shown?.prediction) show(added.findLast(entry => entry.prediction));
    else if (!signal.aborted) announce(shown);
  });
}

async function answer(entry, which, signal) {
  if (!signal.aborted) {
    element('doing').textContent = which ? `Looking at ${which} …` : 'Looking …';
    element('work').hidden = false;
    say(element('doing').textContent, true);
    try {
      entry.file = await smaller(entry.file);
      entry.prediction = await predict(entry.file, signal);
      show(entry);
      return;
    } catch (error) {
      if (!signal.aborted) {
        entry.problem = error.message;
        complain(entry.name, error.message);
        say('');
        showGallery();
        return;
      }
    }
  }
  entries.splice(entries.indexOf(entry), 1);
  forget(entry);
  say('Cancelled.');
}

function finish() {
  work = undefined;
  element('work').hidden = true;
  showGallery();
}

function forget(entry) {
  URL.revokeObjectURL(entry.url);
  if (shown === entry) show(undefined);
}

/** A picture small enough to be sent over a slow line; as it is where the browser can't read it, so that the server says what it is. */
async function smaller(file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return file;
  }
  const scale = longestEdge / Math.max(picture.width, picture.height);
  if (scale >= 1) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(scale * picture.width));
  canvas.height = Math.max(1, Math.round(scale * picture.height));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const type = file.type === 'image/jpeg' ? file.type : 'image/png'; // what may be transparent stays so
  return await new Promise(done => canvas.toBlob(done, type, 0.92)) ?? file;
}

async function predict(file, signal) {
  if (file.size > maxBytes) throw new Error(`This picture has ${Math.ceil(file.size / 1024 / 1024)} MB; 10 MB are taken.`);
  const { images } = await ask('api/predictions', file, typeOf(file), signal);
  return images[0].prediction;
}

/** The server tells kinds of files by their bytes; browsers go by names, and know some pictures not at all. */
const typeOf = file => (file.type.startsWith('image/') ? file.type : 'image/unknown');

/** What the server answers; it is asked again when it was busy. */
async function ask(address, body, type, signal) {
  let response;
  do {
    response = await send(address, body, type, signal);
    if (response.status === 429) await new Promise(again => setTimeout(again, 1000 * (Number(response.getResponseHeader('Retry-After')) || 1)));
  } while (response.status === 429);
  const answer = JSON.parse(response.responseText);
  if (response.status !== 200) throw new Error(answer.detail ?? answer.title);
  return answer;
}

/** With how much of it is sent, where it can be cancelled. */
const send = (address, body, type, signal) => new Promise((done, fail) => {
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.setRequestHeader('Content-Type', type);
  request.onload = () => done(request);
  request.onerror = request.onabort = () => fail(new Error(away));
  if (signal) {
    request.upload.onprogress = ({ loaded, total }) => { element('progress').value = loaded / total; };
    request.upload.onload = () => element('progress').removeAttribute('value'); // sent, and not yet answered
    signal.addEventListener('abort', () => request.abort());
    if (signal.aborted) return fail(new Error(away));
  }
  request.send(body);
});

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

/** The answer in a few words, with its probability where one class is meant. */
function headline({ answer, verdict, probability }) {
  return verdict === 'probably' || verdict === 'perhaps' ? `${answer}, ${percent(probability)}` : answer;
}

function doubt({ verdict, classes: [first] }) {
  if (verdict === 'none') return `If it is one of them, then ${first.name} is nearest, ${percent(first.probability)}. One garment alone on a plain ground, or one shoe from the side, is known best.`;
  return verdict === 'either' ? 'Most answers as unsure as this one are wrong. One garment alone, flat on a plain ground of another colour, helps; of shoes one from the side.' : '';
}

/** Makes the page be about a picture, answered or not yet, or about none. */
function show(entry) {
  shown = entry;
  element('answer').hidden = !entry;
  showGallery();
  if (!entry) return;
  const { prediction } = entry;
  element('file').textContent = entry.name;
  element('photo').src = entry.url;
  element('photo').alt = `The photo ${entry.name}`;
  element('label').textContent = prediction ? headline(prediction) : 'Looking …';
  element('doubt').textContent = prediction ? doubt(prediction) : '';
  element('doubt').hidden = !element('doubt').textContent;
  element('sharpness').hidden = !prediction?.blurry;
  for (const part of document.querySelectorAll('#bars, #steps, .seen')) part.hidden = !prediction;
  if (!prediction) return;
  announce(entry);
  drawGrey(element('seen'), bytes(prediction.pixels));
  element('classes').replaceChildren(...prediction.classes.map(row));
  showHeat(entry);
  showSteps(entry);
}

function announce({ name, prediction }) {
  const nearest = prediction.verdict === 'none' || prediction.verdict === 'either' ? `; nearest: ${prediction.classes[0].name}` : '';
  say(`${name}: ${headline(prediction)}${nearest}${prediction.blurry ? ', but blurry' : ''}`, true);
}

function row({ name, probability }) {
  const tr = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = name;
  const bar = document.createElement('meter');
  bar.value = probability;
  bar.setAttribute('aria-label', name);
  const barCell = document.createElement('td');
  barCell.append(bar);
  const number = document.createElement('td');
  number.textContent = percent(probability);
  tr.append(head, barCell, number);
  return tr;
}

function showGallery() {
  element('others').hidden = entries.length < 2;
  element('gallery').replaceChildren(...entries.map(entry => {
    const button = document.createElement('button');
    button.type = 'button';
    button.disabled = !entry.prediction;
    if (entry === shown) button.setAttribute('aria-current', 'true');
    const answer = document.createElement('strong');
    answer.textContent = entry.prediction ? headline(entry.prediction) : entry.problem ? 'Can’t be used' : 'Waiting …';
    const picture = document.createElement('img');
    picture.src = entry.url;
    picture.alt = '';
    picture.addEventListener('error', () => picture.remove()); // what the browser can't read
    const name = document.createElement('span');
    name.className = 'name';
    name.textContent = entry.name;
    button.append(answer, picture, name);
    button.addEventListener('click', () => {
      show(entry);
      element('answer').focus({ preventScroll: true });
      element('answer').scrollIntoView();
    });
    const item = document.createElement('li');
    item.append(button);
    return item;
  }));
}

async function showHeat(entry) {
  const caption = element('heat-caption');
  const { pixels, classes: [first] } = entry.prediction;
  const grey = bytes(pixels);
  if (!entry.heat) {
    caption.textContent = 'what mattered: hiding one part after the other …';
    drawGrey(element('heat'), grey);
  }
  try {
    entry.heat ??= await ask('api/heatmap', JSON.stringify({ pixels }), 'application/json');
  } catch (error) {
    if (shown === entry) caption.textContent = `what mattered: ${error.message}`;
    return;
  }
  if (shown !== entry) return; // another one by now
  const most = Math.max(...entry.heat.falls);
  drawHeat(element('heat'), grey, entry.heat.falls, most);
  caption.textContent = most < 0.005
    ? 'what mattered: no part by itself; with any one hidden the answer stays'
    : `what mattered: where it is orange, hiding that part costs ${first.name} up to ${(100 * most).toFixed(most < 0.095 ? 1 : 0)} points`;
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
element('cancel').addEventListener('click', () => work?.abort());

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
      complain('', away);
    }
  });
}

element('curl').textContent = `curl -H 'Content-Type: image/jpeg' --data-binary @photo.jpg ${new URL('api/predictions', location)}`;

// Only pages that came from this computer or over https may use the clipboard.
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
if (navigator.clipboard?.writeText) {
  element('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(element('curl').textContent);
    element('copy').textContent = 'Copied';
  });
} else {
  element('copy').hidden = true;
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
