/**
 * Scenarios: what a procedure's model must do on given days, tried on the real engine and clock.
 */
@NullMarked
@ApplicationModule(
    displayName = "scenarios",
    allowedDependencies = {
      "kernel",
      "calendar",
      "agencies",
      "engine",
      "simulation",
      "procedures",
      "procedures::*",
      "sla",
      "models",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*",
      "escalation"
    })
package onestop.scenarios;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
