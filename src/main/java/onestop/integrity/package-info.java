/** The check of all evidence against the raw events. */
@NullMarked
@ApplicationModule(
    displayName = "integrity",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "ledger",
      "files",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*"
    })
package onestop.integrity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
