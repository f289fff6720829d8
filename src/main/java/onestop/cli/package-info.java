/** The commands of the one jar. */
@NullMarked
@ApplicationModule(
    displayName = "cli",
    allowedDependencies = {
      "kernel",
      "store",
      "agencies",
      "calendar",
      "delivery",
      "engine",
      "forms",
      "ledger",
      "procedures",
      "sla",
      "dossiers",
      "models",
      "models::lint",
      "apologies",
      "simulation",
      "escalation",
      "inbox",
      "integrity"
    })
package onestop.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
