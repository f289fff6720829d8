/** The escalation ladder: its rungs, raised and answered. */
@NullMarked
@ApplicationModule(
    displayName = "escalation",
    allowedDependencies = {
      "kernel",
      "store",
      "agencies",
      "engine",
      "engine::*",
      "delivery",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*"
    })
package onestop.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
