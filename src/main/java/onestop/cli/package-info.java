/** The commands of the one jar. */
@NullMarked
@ApplicationModule(
    displayName = "cli",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "forms",
      "node",
      "agencies",
      "engine",
      "engine::*",
      "ledger",
      "files",
      "delivery",
      "simulation",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "models",
      "models::*",
      "forecast",
      "forecast::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*",
      "escalation",
      "inbox",
      "inbox::*",
      "integrity",
      "scenarios",
      "desk",
      "desk::*"
    })
package onestop.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
