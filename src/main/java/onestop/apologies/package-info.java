/** Obligations of apology and the letters that discharge them, exactly once. */
@NullMarked
@ApplicationModule(
    displayName = "apologies",
    allowedDependencies = {
      "kernel",
      "store",
      "incidents",
      "calendar",
      "forms",
      "node",
      "agencies",
      "engine",
      "engine::*",
      "ledger",
      "files",
      "delivery",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "dossiers",
      "dossiers::*"
    })
package onestop.apologies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
