import Modeler from 'bpmn-js/lib/Modeler';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { ElementTemplatesCoreModule } from 'bpmn-js-element-templates/core';
import camundaBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { applyTemplates } from './templates.mjs';
import { openModels } from './models.mjs';

const JOBS = { openModels, applyTemplates };

/** An editor as Camunda Modeler sets it up for Camunda 7. */
export function newModeler() {
  return new Modeler({
    container: '#canvas',
    moddleExtensions: { camunda },
    additionalModules: [camundaBehaviors, ElementTemplatesCoreModule]
  });
}

async function work() {
  const job = await (await fetch('/job')).json();
  return JOBS[job.name](job, { newModeler, NavigatedViewer });
}

async function answer(content) {
  await fetch('/answer', { method: 'POST', body: JSON.stringify(content) });
}

work().then(
  (result) => answer({ answer: result }),
  (error) => answer({ failure: String(error && error.stack ? error.stack : error) })
);
