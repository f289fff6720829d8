/** The commands of the one jar. */
@NullMarked
@ApplicationModule(
    displayName = "cli",
    allowedDependencies = {
      "kernel",
      "store",
      "agencies",
      "calendar",
      "forms",
      "node",
      "files",
      "delivery",
      "engine",
      "engine::*",
      "ledger",
      "simulation",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "models",
      "models::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*",
      "escalation",
      "inbox",
      "integrity"
    })
package onestop.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
