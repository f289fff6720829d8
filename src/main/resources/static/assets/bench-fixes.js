// Mends of findings that have one certain answer.
"use strict";
(() => {
  const bench = window.onestopBench;
  const is = (element, type) => element.businessObject.$instanceOf(`bpmn:${type}`);
  const FIXES = {
    // the process runs
    L003: (modeler, element) => is(element, "Process") && (() => modeler.get("modeling").updateProperties(element, { isExecutable: true })),
    // a service task announces
    L012: (modeler, element) => is(element, "ServiceTask") && (() => modeler.get("modeling").updateProperties(element, { "camunda:delegateExpression": bench.ANNOUNCE })),
    // the legal timer does not interrupt
    L017: (modeler, element) => is(element, "BoundaryEvent") && (() => modeler.get("modeling").updateProperties(element, { cancelActivity: false })),
    // the one way without a condition is the normal one
    L044: (modeler, element) => {
      const free = element.outgoing.filter((flow) => !flow.businessObject.conditionExpression);
      return free.length === 1 && (() => modeler.get("modeling").updateProperties(element, { default: free[0].businessObject }));
    },
    // a condition where none may stand
    L046: (modeler, element) => is(element, "SequenceFlow") && (() => modeler.get("modeling").updateProperties(element, { conditionExpression: undefined })),
    // a second flow to the same step
    L047: (modeler, element) => is(element, "SequenceFlow") && (() => modeler.get("modeling").removeConnection(element)),
    // the form of an outcome that the step does not have
    L066: (modeler, element) => is(element, "UserTask") && (() => {
      const outcomes = bench.outcomesOf(element);
      bench.setProperties(modeler, element, bench.propertiesOf(element).filter(([name]) => !name.startsWith("form.") || outcomes.includes(name.slice(5))));
    }),
  };
  bench.fix = (modeler, finding, element) => FIXES[finding.code]?.(modeler, element) || null;
})();
