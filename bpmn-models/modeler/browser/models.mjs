import { crossings, faults } from './faults.mjs';

const PNG_SCALE = 1;
const PNG_MAX_SIDE = 16000;

/** Opens each model, saves it again, and draws it. */
export async function openModels({ models, pictures }, { newModeler }) {
  const results = [];
  for (const model of models) {
    results.push(await openModel(model, pictures, newModeler));
  }
  return results;
}

async function openModel({ name, xml }, pictures, newModeler) {
  const modeler = newModeler();
  try {
    const { warnings } = await modeler.importXML(xml);
    const saved = await modeler.saveXML({ format: true });
    const { svg } = await modeler.saveSVG();
    return {
      name,
      warnings: warnings.map((warning) => warning.message),
      watermark: Boolean(document.querySelector('.bjs-powered-by')),
      faults: faults(modeler),
      crossings: crossings(modeler),
      xml: saved.xml,
      svg,
      png: pictures ? await png(svg) : undefined
    };
  } finally {
    modeler.destroy();
  }
}

async function png(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  const scale = Math.min(PNG_SCALE, PNG_MAX_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.width * scale);
  canvas.height = Math.ceil(image.height * scale);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return canvas.toDataURL('image/png').split(',')[1];
}
